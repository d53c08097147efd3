namespace ClvActors.Learning.Bundles;

/// <summary>What customers with too few purchases for the model are worth.</summary>
/// <param name="Rule">Always <see cref="TrainingMedian"/>.</param>
/// <param name="FewestPurchases">Customers with fewer purchases in the window are cold starts.</param>
/// <param name="Value">Their value in whole units of currency, at least 0.</param>
public sealed record ColdStartRule(string Rule, int FewestPurchases, double Value)
{
    /// <summary>Everyone gets the median label of the training customers.</summary>
    public const string TrainingMedian = "training_median";

    /// <summary>Purchases in the window from which on the model scores a customer.</summary>
    public const int ModelFromPurchases = 2;
}
