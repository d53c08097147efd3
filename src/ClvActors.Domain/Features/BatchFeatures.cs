using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Features;

/// <summary>The batch pass: all features at one as-of date from all lines, by grouping, without any incremental state.</summary>
/// <remarks>
/// The reference that the live state must equal bit for bit, and the source of training data. Memory grows with the kept lines.
/// Add lines in any order (the lines of one invoice keeping theirs), then compute as many dates as wanted. Not thread-safe.
/// </remarks>
public sealed class BatchFeatures
{
    private readonly Dictionary<InvoiceKey, List<TransactionLine>> _invoices = [];
    private readonly Dictionary<InvoiceKey, List<TransactionLine>> _cancellations = [];
    private readonly HashSet<LineKey> _kept = [];

    /// <summary>What became of the lines so far; no line is late in a batch.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>All kept purchase lines, in no particular order.</summary>
    public IEnumerable<TransactionLine> Purchases => _invoices.Values.SelectMany(lines => lines);

    /// <summary>All kept cancellations, in no particular order.</summary>
    public IEnumerable<TransactionLine> Cancellations => _cancellations.Values.SelectMany(lines => lines);

    /// <summary>Adds a line: cleans it and keeps it unless it repeats one. A customer's cancellations are counted as rejected and kept too.</summary>
    public void Add(TransactionLine line)
    {
        RejectReason? reason = LineCleaner.Judge(line);
        if (reason is null)
        {
            Counts.Count(Keep(_invoices, line));
            return;
        }

        Counts.Reject(reason.Value);
        if (reason == RejectReason.Cancellation)
        {
            _ = Keep(_cancellations, line);
        }
    }

    /// <summary>Computes the features of everyone with a purchase in the window.</summary>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="windowDays">
    /// Length of the window in days, at least 1: D - <paramref name="windowDays"/> &lt; date &lt;= D. The live state keeps <see cref="ObservationWindow.Days"/>; features of other
    /// lengths are for comparing histories offline. What a feature's own rule fixes, such as the 182 days of <c>spend_first_half_share</c>, stays fixed.
    /// </param>
    /// <returns>Features by customer, ascending by id.</returns>
    public SortedDictionary<CustomerId, FeatureVector> Compute(DateOnly asOf, int windowDays = ObservationWindow.Days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        int asOfDay = asOf.DayNumber;
        Dictionary<CustomerId, int> firstPurchases = _invoices.Keys
            .GroupBy(invoice => invoice.Customer, invoice => invoice.Day)
            .ToDictionary(customer => customer.Key, customer => customer.Min());
        ILookup<CustomerId, List<TransactionLine>> purchases = InWindow(_invoices, asOfDay, windowDays);
        ILookup<CustomerId, List<TransactionLine>> cancellations = InWindow(_cancellations, asOfDay, windowDays);
        Dictionary<CustomerId, WindowTotals> totals = purchases.ToDictionary(customer => customer.Key, customer => TotalsOf([.. customer]));
        Dictionary<CustomerId, int> recency = Quintiles(totals, (id, total) => RankKeys.Of(id, total).Recency);
        Dictionary<CustomerId, int> frequency = Quintiles(totals, (id, total) => RankKeys.Of(id, total).Frequency);
        Dictionary<CustomerId, int> monetary = Quintiles(totals, (id, total) => RankKeys.Of(id, total).Monetary);

        SortedDictionary<CustomerId, FeatureVector> features = [];
        foreach ((CustomerId id, WindowTotals total) in totals)
        {
            double[] values = new double[FeatureSet.Count];
            RfmScores scores = new((byte)(6 - recency[id]), (byte)frequency[id], (byte)monetary[id]);
            BehaviourTotals behaviour =
                BatchBehaviour.TotalsOf([.. purchases[id]], cancellations[id], asOfDay, firstPurchases[id]);
            FeatureFormulas.Write(total, behaviour, asOfDay - total.LastDay, scores, values);
            features.Add(id, new FeatureVector(values));
        }

        return features;
    }

    private LineOutcome Keep(Dictionary<InvoiceKey, List<TransactionLine>> invoices, TransactionLine line)
    {
        InvoiceKey invoice = new(line.Customer!.Value, line.Invoice, line.Date.DayNumber);
        LineKey stock = new(invoice, line.StockCode, IsLineId: false);
        LineKey own = line.LineId is null ? stock : new LineKey(invoice, line.LineId, IsLineId: true);
        if (_kept.Contains(own))
        {
            TransactionLine first = invoices[invoice].First(kept =>
                line.LineId is null ? kept.StockCode == line.StockCode : kept.LineId == line.LineId);
            bool isSame = first.Quantity == line.Quantity && first.Price == line.Price;
            return isSame ? LineOutcome.Duplicate : LineOutcome.ConflictingDuplicate;
        }

        _kept.Add(own);
        _kept.Add(stock);
        bool isNew = !invoices.TryGetValue(invoice, out List<TransactionLine>? lines);
        if (isNew)
        {
            invoices.Add(invoice, lines = []);
        }

        lines!.Add(line);
        return isNew ? LineOutcome.AcceptedNewInvoice : LineOutcome.Accepted;
    }

    private static ILookup<CustomerId, List<TransactionLine>> InWindow(
        Dictionary<InvoiceKey, List<TransactionLine>> invoices, int asOfDay, int windowDays) =>
        invoices.Where(invoice => invoice.Key.Day <= asOfDay && invoice.Key.Day > asOfDay - windowDays).ToLookup(invoice => invoice.Key.Customer, invoice => invoice.Value);

    private static Dictionary<CustomerId, int> Quintiles(
        Dictionary<CustomerId, WindowTotals> totals, Func<CustomerId, WindowTotals, RankKey> key)
    {
        RankKey[] order = [.. totals.Select(customer => key(customer.Key, customer.Value)).Order()];
        Dictionary<CustomerId, int> quintiles = [];
        for (int position = 0; position < order.Length; position++)
        {
            int quintile = 1;
            for (int k = 1; k <= 4; k++)
            {
                quintile += 5L * position > (long)k * (order.Length - 1) ? 1 : 0;
            }

            quintiles.Add(order[position].Id, quintile);
        }

        return quintiles;
    }

    private static WindowTotals TotalsOf(List<TransactionLine>[] invoices)
    {
        TransactionLine[] lines = [.. invoices.SelectMany(invoice => invoice)];
        DateTime[] times = [.. invoices.Select(invoice => invoice.Min(line => line.Time)).Order()];
        int[] gaps = [.. times.Zip(times.Skip(1), (earlier, later) => (later - earlier).Days)];
        return new WindowTotals
        {
            FirstDay = lines.Min(line => line.Date.DayNumber),
            LastDay = lines.Max(line => line.Date.DayNumber),
            Invoices = invoices.Length,
            Lines = lines.Length,
            Quantity = lines.Sum(line => (long)line.Quantity),
            Spend = SpendOf(lines),
            LargestInvoice = invoices.Max(SpendOf),
            GapDays = gaps.Sum(gap => (long)gap),
            SquaredGapDays = gaps.Sum(gap => (long)gap * gap),
            Products = lines.Select(line => line.StockCode).Distinct(StringComparer.Ordinal).Count(),
            UnitedKingdomLines = lines.Count(line => line.Country == "United Kingdom"),
            WeekendLines = lines.Count(line => line.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
            EveningLines = lines.Count(line => line.Time.Hour >= 17),
            FourthQuarterInvoices = invoices.Count(invoice => invoice[0].Time.Month >= 10),
        };
    }

    private static Money SpendOf(IEnumerable<TransactionLine> lines) => new(lines.Sum(line => line.Total.TenThousandths));

    private readonly record struct InvoiceKey(CustomerId Customer, string Invoice, int Day);

    private readonly record struct LineKey(InvoiceKey Invoice, string Key, bool IsLineId);
}
