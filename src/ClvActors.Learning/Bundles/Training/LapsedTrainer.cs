using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Estimates what customers are worth whose purchases have all left the window.</summary>
/// <remarks>
/// <para>A year of window and a horizon of a year leave no lapsed customers at the training date when the data is two years long. So they are looked for at the month ends
/// from which at least 30 days of the data lie ahead; what they spend up to the horizon or the end of the data, per customer and day, times the horizon's days is their value.
/// Rates are taken by the quarter of a year since the last purchase and made never to rise with it.</para>
/// <para>What is assumed: the rate of the observed days holds for the rest of the horizon. It is spend of a few per cent of the customers, so single amounts are capped at
/// the 99th percentile of those that were spent. Stateless; safe on any thread.</para>
/// </remarks>
internal static class LapsedTrainer
{
    private const int FewestDaysAhead = 30;
    private const int DaysPerGroup = 91;
    private const int MostGroups = 4;
    private const double Cap = 99;

    /// <summary>Fewest customer-days of a group: a thousand customers for a month.</summary>
    private const long FewestDays = 30_000;

    /// <summary>Estimates the rule.</summary>
    /// <param name="purchases">The training customers' purchases.</param>
    /// <param name="horizonDays">Days that a value covers.</param>
    /// <returns>Null when hardly anyone has lapsed while the data goes on, or nobody of them came back.</returns>
    public static LapsedRule? Estimate(PurchaseDays purchases, int horizonDays)
    {
        int[] origins =
        [
            .. MonthEnds.Between(purchases.FirstDay, purchases.LastDay - FewestDaysAhead + 1).Where(day => day >= purchases.FirstDay + ObservationWindow.Days),
        ];
        List<(int Since, int Observed, double Spend)> seen = [];
        foreach (int origin in origins)
        {
            int ahead = Math.Min(horizonDays, purchases.LastDay - origin);
            foreach ((CustomerId customer, int last) in purchases.LastPurchases(origin))
            {
                if (origin - last >= ObservationWindow.Days)
                {
                    seen.Add((origin - last, ahead, purchases.SpendAfter(customer, origin, ahead)));
                }
            }
        }

        long observed = seen.Sum(row => (long)row.Observed);
        if (observed < FewestDays || seen.All(row => row.Spend == 0))
        {
            return null;
        }

        double[] spent = [.. seen.Where(row => row.Spend > 0).Select(row => row.Spend).Order()];
        double cap = SegmentThresholds.Percentile(spent.Length, at => spent[at], Cap);
        List<Group> groups = [];
        foreach (IGrouping<int, (int Since, int Observed, double Spend)> quarter in seen
            .GroupBy(row => Math.Min((row.Since - ObservationWindow.Days) / DaysPerGroup, MostGroups - 1)).OrderBy(group => group.Key))
        {
            Group next = new(
                quarter.Sum(row => (double)row.Since * row.Observed), quarter.Sum(row => (long)row.Observed), quarter.Sum(row => Math.Min(row.Spend, cap)));

            // Pooling adjacent violators, and groups that are small or spent nothing.
            while (groups.Count > 0 && (next.Rate >= groups[^1].Rate || next.Rate == 0 || next.Days < FewestDays || groups[^1].Days < FewestDays))
            {
                next = next.Join(groups[^1]);
                groups.RemoveAt(groups.Count - 1);
            }

            groups.Add(next);
        }

        return new LapsedRule(
            [.. groups.Select(group => new LapsedKnot(Math.Round(group.MeanSince), group.Rate * horizonDays))],
            [.. origins.Select(DateOnly.FromDayNumber)],
            observed);
    }

    private readonly record struct Group(double SinceDays, long Days, double Spend)
    {
        public double Rate => Spend / Days;

        public double MeanSince => SinceDays / Days;

        public Group Join(Group other) => new(SinceDays + other.SinceDays, Days + other.Days, Spend + other.Spend);
    }
}
