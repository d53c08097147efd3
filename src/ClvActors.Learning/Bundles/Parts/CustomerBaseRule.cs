using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Parts;

/// <summary>A pair of fitted buy-till-you-die models.</summary>
/// <param name="Purchases">When customers buy.</param>
/// <param name="Spend">What they spend per purchase.</param>
/// <param name="MeanSpend">Mean spend per purchase, which stands where the spend model has no mean; above 0.</param>
/// <param name="MeanValueLog">Mean of log(1 + value) over the training customers, from which explanations count.</param>
public sealed record CustomerBaseRule(FittedModel Purchases, FittedModel Spend, double MeanSpend, double MeanValueLog)
{
    /// <summary>Describes a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="meanValueLog">Mean of log(1 + value).</param>
    public static CustomerBaseRule Of(CustomerBaseFit fit, double meanValueLog)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new CustomerBaseRule(FittedModel.Of(fit.Purchases), FittedModel.Of(fit.Spend), fit.Model.MeanSpend, meanValueLog);
    }
}
