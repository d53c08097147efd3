using System.Globalization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

/// <summary>The features after the reference set's, written down once more from their words alone: slow, decimal, by name.</summary>
internal static class BehaviourOracle
{
    /// <summary>The features of one customer.</summary>
    /// <param name="invoices">The kept lines of every invoice in the window.</param>
    /// <param name="cancellations">The kept lines of every cancellation in the window.</param>
    /// <param name="asOf">D.</param>
    /// <param name="firstEver">Date of the first purchase ever.</param>
    public static Dictionary<string, double> Compute(
        IReadOnlyList<List<TransactionLine>> invoices, IReadOnlyList<List<TransactionLine>> cancellations, DateOnly asOf, DateOnly firstEver)
    {
        List<TransactionLine> lines = [.. invoices.SelectMany(invoice => invoice)];
        List<List<TransactionLine>> ordered =
            [.. invoices.OrderBy(TimeOf).ThenBy(invoice => invoice[0].Invoice, StringComparer.Ordinal)];
        double[] totals = [.. ordered.Select(invoice => (double)Spend(invoice))];
        DateOnly[] dates = [.. lines.Select(line => line.Date).Distinct().Order()];
        double[] gaps = [.. Enumerable.Range(1, dates.Length - 1).Select(at => (double)(dates[at].DayNumber - dates[at - 1].DayNumber))];
        double total = (double)Spend(lines);
        double lastThree = totals.Reverse().Take(3).Average();
        double cancelled = cancellations.SelectMany(invoice => invoice).Sum(line => (double)Math.Abs(line.Quantity * line.Price.ToDecimal()));
        double recency = Age(dates[^1]);
        double medianGap = Median(gaps);
        int products = lines.DistinctBy(line => line.StockCode).Count();
        return new Dictionary<string, double>
        {
            ["age_days"] = Age(dates[0]),
            ["lifetime_days"] = Age(firstEver),
            ["purchase_days"] = dates.Length,
            ["repeat_spend_avg"] = dates.Length == 1 ? 0 : dates.Skip(1).Average(SpendOn),
            ["first_day_spend"] = SpendOn(dates[0]),
            ["last_day_spend"] = SpendOn(dates[^1]),
            ["largest_day_spend"] = dates.Max(SpendOn),
            ["spend_30d"] = SpendAfter(-30),
            ["spend_60d"] = SpendAfter(-60),
            ["spend_90d"] = SpendAfter(-90),
            ["spend_180d"] = SpendAfter(-180),
            ["invoices_30d"] = InvoicesAfter(-30),
            ["invoices_90d"] = InvoicesAfter(-90),
            ["invoices_180d"] = InvoicesAfter(-180),
            ["spend_first_half_share"] = (double)Spend(lines.Where(line => line.Date <= asOf.AddDays(-183))) / total,
            ["spend_decayed_30"] = ordered.Sum(invoice => (double)Spend(invoice) * Weight(invoice, 30)),
            ["spend_decayed_90"] = ordered.Sum(invoice => (double)Spend(invoice) * Weight(invoice, 90)),
            ["spend_decayed_180"] = ordered.Sum(invoice => (double)Spend(invoice) * Weight(invoice, 180)),
            ["invoices_decayed_90"] = ordered.Sum(invoice => Weight(invoice, 90)),
            ["inter_purchase_days_median"] = medianGap,
            ["inter_purchase_days_max"] = gaps.Append(0).Max(),
            ["inter_purchase_trend"] = gaps.Length < 2 ? 0 : gaps[((gaps.Length + 1) / 2)..].Average() - gaps[..(gaps.Length / 2)].Average(),
            ["overdue_ratio"] = medianGap > 0 ? recency / medianGap : recency / (Age(dates[0]) + 1),
            ["invoice_spend_median"] = Median(totals),
            ["invoice_spend_std"] = SampleDeviation([.. ordered.Select(Spend)]),
            ["invoice_spend_last3"] = lastThree,
            ["invoice_spend_trend"] = lastThree / totals.Average(),
            ["monetary_max_share"] = totals.Max() / total,
            ["cancellation_invoices"] = cancellations.Count,
            ["cancelled_spend"] = cancelled,
            ["cancelled_share"] = cancelled / total,
            ["lines_per_invoice"] = invoices.Average(invoice => invoice.Count),
            ["products_per_invoice"] = (double)products / invoices.Count,
            ["repeat_product_share"] = 1 - ((double)products / lines.Count),
            ["price_avg"] = total / lines.Sum(line => line.Quantity),
            ["quantity_per_invoice"] = invoices.Average(invoice => invoice.Sum(line => line.Quantity)),
            ["active_months"] = dates.DistinctBy(date => date.ToString("yyyy-MM", CultureInfo.InvariantCulture)).Count(),
            ["hour_avg"] = invoices.Average(invoice => Math.Floor(TimeOf(invoice).TimeOfDay.TotalMinutes) / 60),
            ["morning_purchase_ratio"] = invoices.Average(invoice => TimeOf(invoice).TimeOfDay < TimeSpan.FromHours(12) ? 1 : 0),
            ["weekday_concentration"] = dates.CountBy(date => date.DayOfWeek).Max(weekday => weekday.Value) / (double)dates.Length,
            ["q4_spend_share"] = (double)Spend(lines.Where(line => line.Date.Month is 10 or 11 or 12)) / total,
        };

        int Age(DateOnly date) => asOf.DayNumber - date.DayNumber;

        double SpendOn(DateOnly date) => (double)Spend(lines.Where(line => line.Date == date));

        double SpendAfter(int days) => (double)Spend(lines.Where(line => line.Date > asOf.AddDays(days)));

        int InvoicesAfter(int days) => invoices.Count(invoice => invoice[0].Date > asOf.AddDays(days));

        double Weight(List<TransactionLine> invoice, double halfLife) =>
            Math.Round(Math.Pow(2, 20 - (Age(invoice[0].Date) / halfLife))) / Math.Pow(2, 20);
    }

    private static DateTime TimeOf(List<TransactionLine> invoice) => invoice.Min(line => line.Time);

    private static decimal Spend(IEnumerable<TransactionLine> lines) => lines.Sum(line => line.Quantity * line.Price.ToDecimal());

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length switch
        {
            0 => 0,
            _ when sorted.Length % 2 == 1 => sorted[sorted.Length / 2],
            _ => (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2,
        };
    }

    private static double SampleDeviation(decimal[] values)
    {
        decimal mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt((double)(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }
}
