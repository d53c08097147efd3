using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.ValueModels;

/// <summary>A <see cref="CustomerBaseModel"/> fitted by maximum likelihood.</summary>
/// <param name="Model">The fitted model.</param>
/// <param name="Purchases">How the fit of the purchases ended.</param>
/// <param name="Spend">How the fit of the spend ended.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record CustomerBaseFit(CustomerBaseModel Model, BgNbdFit Purchases, GammaGammaFit Spend)
{
    /// <summary>Fits both models.</summary>
    /// <param name="customers">At least 10 customers, ten of them with repeat purchases; the order does not matter.</param>
    /// <param name="penalty">Strength of the penalty on the parameters, 0 or more; 0 is plain maximum likelihood.</param>
    /// <param name="modified">Whether to fit MBG/NBD.</param>
    /// <exception cref="InvalidDataException">The customers do not determine a fit; one clear line.</exception>
    public static CustomerBaseFit Of(IReadOnlyCollection<PurchaseSummary> customers, double penalty = 0, bool modified = false)
    {
        BgNbdFit purchases = BgNbdFit.Fit(customers, penalty, modified);
        GammaGammaFit spend = GammaGammaFit.Fit(customers, penalty);
        double meanSpend = customers.Where(customer => customer.Frequency > 0).Select(customer => customer.MeanSpend).Order().Average();
        return new CustomerBaseFit(new CustomerBaseModel(purchases.Model, spend.Model, meanSpend), purchases, spend);
    }
}
