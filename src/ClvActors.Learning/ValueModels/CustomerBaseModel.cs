using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.ValueModels;

/// <summary>What a customer base buys and spends by buy-till-you-die models: BG/NBD for the purchases, Gamma-Gamma for the spend per purchase.</summary>
/// <param name="Purchases">When customers buy; time in days.</param>
/// <param name="Spend">What they spend per purchase, in whole units of currency.</param>
/// <param name="MeanSpend">Mean spend per purchase over the fitted repeat buyers: what is expected where Gamma-Gamma has no mean; above 0.</param>
/// <remarks>Immutable; any number of threads may ask. No call allocates.</remarks>
public sealed record CustomerBaseModel(BgNbdModel Purchases, GammaGammaModel Spend, double MeanSpend)
{
    /// <summary>Expected spend per purchase.</summary>
    /// <param name="customer">The customer; the mean spend is looked at from one repeat purchase on.</param>
    /// <returns>Above 0 and finite.</returns>
    public double ExpectedSpend(in PurchaseSummary customer)
    {
        double expected = Spend.ConditionalSpend(customer.Frequency, customer.MeanSpend);
        return double.IsFinite(expected) ? expected : MeanSpend;
    }

    /// <summary>Expected purchases over the days ahead.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="days">Days ahead, 0 or more.</param>
    /// <returns>0 or more.</returns>
    public double ExpectedPurchases(in PurchaseSummary customer, double days) =>
        Purchases.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, days);

    /// <summary>Probability that the customer is still alive.</summary>
    /// <param name="customer">The customer.</param>
    public double ProbabilityAlive(in PurchaseSummary customer) =>
        Purchases.ProbabilityAlive(customer.Frequency, customer.Recency, customer.Age);
}
