using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Features;

/// <summary>The batch pass's further totals of one customer, by grouping its lines.</summary>
/// <remarks>Shares nothing with the live state's way to the same totals. Pure functions.</remarks>
internal static class BatchBehaviour
{
    /// <summary>Counts the totals.</summary>
    /// <param name="invoices">The kept lines of every invoice in the window; at least one.</param>
    /// <param name="cancellations">The kept lines of every cancellation in the window.</param>
    /// <param name="asOfDay">Day number of D.</param>
    /// <param name="firstPurchaseDay">Day number of the first purchase ever.</param>
    public static BehaviourTotals TotalsOf(
        List<TransactionLine>[] invoices, IEnumerable<List<TransactionLine>> cancellations, int asOfDay, int firstPurchaseDay)
    {
        (DateTime Time, long Spend)[] ordered =
        [
            .. invoices
                .Select(invoice => (Time: invoice.Min(line => line.Time), Spend: SpendOf(invoice), Number: invoice[0].Invoice))
                .OrderBy(invoice => invoice.Time)
                .ThenBy(invoice => invoice.Number, StringComparer.Ordinal)
                .Select(invoice => (invoice.Time, invoice.Spend)),
        ];
        (int Day, long Spend)[] days =
        [
            .. invoices.SelectMany(invoice => invoice).GroupBy(line => line.Date.DayNumber)
                .Select(day => (day.Key, SpendOf(day))).OrderBy(day => day.Key),
        ];
        int[] gaps = [.. days.Zip(days.Skip(1), (earlier, later) => later.Day - earlier.Day)];
        TransactionLine[] cancelled = [.. cancellations.SelectMany(invoice => invoice)];
        return new BehaviourTotals
        {
            AsOfDay = asOfDay,
            LifetimeDays = asOfDay - firstPurchaseDay,
            PurchaseDays = days.Length,
            FirstDaySpend = new Money(days[0].Spend),
            LastDaySpend = new Money(days[^1].Spend),
            LargestDaySpend = new Money(days.Max(day => day.Spend)),
            Spend30 = SpendSince(30),
            Spend60 = SpendSince(60),
            Spend90 = SpendSince(90),
            Spend180 = SpendSince(180),
            FirstHalfSpend = new Money(days.Where(day => day.Day <= asOfDay - 183).Sum(day => day.Spend)),
            Invoices30 = InvoicesSince(30),
            Invoices90 = InvoicesSince(90),
            Invoices180 = InvoicesSince(180),
            DecayedSpend30 = DecayedSpend(30),
            DecayedSpend90 = DecayedSpend(90),
            DecayedSpend180 = DecayedSpend(180),
            DecayedInvoices90 = ordered.Sum(invoice => WeightOf(invoice.Time, 90)),
            TwiceMedianDayGap = (int)TwiceMedian([.. gaps.Select(gap => (long)gap)]),
            LargestDayGap = gaps.DefaultIfEmpty().Max(),
            EarlierDayGaps = gaps.Take(gaps.Length / 2).Sum(),
            LaterDayGaps = gaps.TakeLast(gaps.Length / 2).Sum(),
            TwiceMedianInvoice = TwiceMedian([.. ordered.Select(invoice => invoice.Spend)]),
            SquaredInvoices = ordered.Aggregate((Int128)0, (sum, invoice) => sum + ((Int128)invoice.Spend * invoice.Spend)),
            LastThreeInvoices = new Money(ordered.TakeLast(3).Sum(invoice => invoice.Spend)),
            CancellationInvoices = cancelled.Select(line => (line.Invoice, line.Date)).Distinct().Count(),
            CancelledSpend = new Money(cancelled.Sum(line => Math.Abs(line.Total.TenThousandths))),
            ActiveMonths = ordered.Select(invoice => (invoice.Time.Year, invoice.Time.Month)).Distinct().Count(),
            MinutesOfDay = ordered.Sum(invoice => (invoice.Time.Hour * 60L) + invoice.Time.Minute),
            MorningInvoices = ordered.Count(invoice => invoice.Time.Hour < 12),
            BusiestWeekdayDays = days.GroupBy(day => DateOnly.FromDayNumber(day.Day).DayOfWeek).Max(weekday => weekday.Count()),
            FourthQuarterSpend = new Money(ordered.Where(invoice => invoice.Time.Month >= 10).Sum(invoice => invoice.Spend)),
        };

        Money SpendSince(int length) => new(days.Where(day => day.Day > asOfDay - length).Sum(day => day.Spend));

        int InvoicesSince(int length) => ordered.Count(invoice => DayOf(invoice.Time) > asOfDay - length);

        Int128 DecayedSpend(int halfLife) =>
            ordered.Aggregate((Int128)0, (sum, invoice) => sum + ((Int128)invoice.Spend * WeightOf(invoice.Time, halfLife)));

        long WeightOf(DateTime time, int halfLife) =>
            (long)Math.Round(1_048_576 * Math.Pow(2, -(double)(asOfDay - DayOf(time)) / halfLife));
    }

    private static int DayOf(DateTime time) => DateOnly.FromDateTime(time).DayNumber;

    private static long SpendOf(IEnumerable<TransactionLine> lines) => lines.Sum(line => line.Total.TenThousandths);

    private static long TwiceMedian(long[] values)
    {
        long[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2];
    }
}
