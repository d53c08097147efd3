using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>What a buy-till-you-die model knows of a customer: how often, how lately and for how long they have bought, and what they spend.</summary>
/// <param name="Frequency">Repeat purchases x: purchases after the first, 0 or more.</param>
/// <param name="Recency">Time t_x from the first purchase to the last one, 0 to <paramref name="Age"/>; 0 without repeat purchases.</param>
/// <param name="Age">Time T from the first purchase to the as-of date, 0 or more, in the unit of <paramref name="Recency"/>.</param>
/// <param name="MeanSpend">Mean spend per purchase in whole units of currency, 0 or more; NaN when it is not known.</param>
/// <remarks>
/// From transactions, time is in calendar days, a purchase is an invoice in the window (so that two invoices of one day count twice), the first
/// purchase is the first one in the window, and the mean is over all invoices, the first one included: the published baseline's rule. A plain value; safe on any thread.
/// </remarks>
public readonly record struct PurchaseSummary(int Frequency, double Recency, double Age, double MeanSpend = double.NaN)
{
    /// <summary>Summarises the 22 features of a customer, without allocation.</summary>
    /// <param name="features">Values in the order of <see cref="FeatureSet.Names"/>; further ones may follow.</param>
    public static PurchaseSummary From(ReadOnlySpan<double> features) =>
        new(Math.Max((int)features[1] - 1, 0), features[5], features[5] + features[0], features[3]);

    /// <inheritdoc cref="From(ReadOnlySpan{double})"/>
    public static PurchaseSummary From(FeatureVector features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return From(features.Values);
    }

    /// <summary>Summarises the window totals of a customer, without allocation.</summary>
    /// <param name="totals">Totals with at least one invoice.</param>
    /// <param name="asOfDay">Day number of the as-of date D.</param>
    /// <exception cref="ArgumentException">There is no invoice in the window.</exception>
    public static PurchaseSummary From(in WindowTotals totals, int asOfDay) =>
        totals.Invoices > 0
            ? new(totals.Invoices - 1, totals.LastDay - totals.FirstDay, asOfDay - totals.FirstDay, totals.Spend.ToDouble() / totals.Invoices)
            : throw new ArgumentException("there is no purchase in the window", nameof(totals));
}
