using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Features;

/// <summary>Turns exact window totals and rank quintiles into a customer's features.</summary>
/// <remarks>
/// The one place where integers become doubles, shared by the incremental state and the batch pass, so that both agree bit for bit. Rules:
/// <c>docs/features.md</c>. Stateless; safe on any thread.
/// </remarks>
public static class FeatureFormulas
{
    private const double DaysPerMonth = 30.44;

    private static readonly int LifetimeDays = FeatureSet.IndexOf("lifetime_days");

    /// <summary>Writes the features of a customer at an as-of date.</summary>
    /// <param name="totals">Totals over the window; may be empty.</param>
    /// <param name="behaviour">The further totals at the same date.</param>
    /// <param name="recencyDays">Days since the last purchase.</param>
    /// <param name="quintiles">The customer's rank quintiles.</param>
    /// <param name="features">Receives <see cref="FeatureSet.Count"/> values in the order of <see cref="FeatureSet.Names"/>; never NaN.</param>
    public static void Write(
        in WindowTotals totals, in BehaviourTotals behaviour, int recencyDays, RfmScores quintiles, Span<double> features)
    {
        if (totals.Invoices == 0)
        {
            WriteOutside(recencyDays, behaviour.LifetimeDays, features);
            return;
        }

        features = features[..FeatureSet.Count];
        features[0] = recencyDays;
        double spend = totals.Spend.ToDouble();
        int tenureDays = totals.LastDay - totals.FirstDay;
        DateOnly first = DateOnly.FromDayNumber(totals.FirstDay);
        features[1] = totals.Invoices;
        features[2] = spend;
        features[3] = spend / totals.Invoices;
        features[4] = totals.LargestInvoice.ToDouble();
        features[5] = tenureDays;
        features[6] = tenureDays == 0 ? totals.Invoices : totals.Invoices / (tenureDays / DaysPerMonth);
        features[7] = totals.Invoices < 2 ? 0 : (double)totals.GapDays / (totals.Invoices - 1);
        features[8] = GapDeviation(totals.Invoices - 1, totals.GapDays, totals.SquaredGapDays);
        features[9] = totals.Products;
        features[10] = 0;
        features[11] = (double)totals.Quantity / totals.Lines;
        features[12] = totals.UnitedKingdomLines > 0 ? 1 : 0;
        features[13] = first.Month;
        features[14] = ((first.Month - 1) / 3) + 1;
        features[15] = totals.FourthQuarterInvoices > 0 ? 1 : 0;
        features[16] = (double)totals.WeekendLines / totals.Lines;
        features[17] = (double)totals.EveningLines / totals.Lines;
        features[18] = quintiles.Recency;
        features[19] = quintiles.Frequency;
        features[20] = quintiles.Monetary;
        features[21] = quintiles.Combined;
        BehaviourFeatures.Write(totals, behaviour, features[FeatureSet.Reference.Count..]);
    }

    /// <summary>Writes the features of a customer without a purchase in the window: these two, and 0 for the others.</summary>
    /// <param name="recencyDays">Days since the last purchase.</param>
    /// <param name="lifetimeDays">Days since the first purchase ever.</param>
    /// <param name="features">Receives <see cref="FeatureSet.Count"/> values.</param>
    public static void WriteOutside(int recencyDays, int lifetimeDays, Span<double> features)
    {
        features[..FeatureSet.Count].Clear();
        features[0] = recencyDays;
        features[LifetimeDays] = lifetimeDays;
    }

    // The variance's numerator n S2 - S1^2 is an exact integer, so equal gaps give exactly 0 and the order of invoices cannot matter.
    private static double GapDeviation(int gaps, long sum, long squares)
    {
        if (gaps < 2)
        {
            return 0;
        }

        long numerator = checked((gaps * squares) - (sum * sum));
        return Math.Sqrt((double)numerator / ((double)gaps * (gaps - 1)));
    }
}
