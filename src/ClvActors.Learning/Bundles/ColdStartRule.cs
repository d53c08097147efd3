namespace ClvActors.Learning.Bundles;

/// <summary>What customers are worth that no part of a bundle scores: cold starts without a part for them, and customers whose purchases all lie ahead.</summary>
/// <param name="Rule"><see cref="TrainingMedian"/> or <see cref="ColdStartMean"/>.</param>
/// <param name="FewestPurchases">Customers with fewer purchases in the window are cold starts.</param>
/// <param name="Value">Their value in whole units of currency, at least 0.</param>
public sealed record ColdStartRule(string Rule, int FewestPurchases, double Value)
{
    /// <summary>Everyone gets the median label of the training customers.</summary>
    public const string TrainingMedian = "training_median";

    /// <summary>Everyone gets the mean label of the training customers who were cold starts.</summary>
    public const string ColdStartMean = "cold_start_mean";

    /// <summary>Purchases in the window from which on the model scores a customer.</summary>
    public const int ModelFromPurchases = 2;
}
