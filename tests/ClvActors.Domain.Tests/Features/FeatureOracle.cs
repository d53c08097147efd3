using System.Globalization;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

/// <summary>All features written down once more from the words of the design alone: slow, decimal, without anything of the code under test.</summary>
internal static class FeatureOracle
{
    private static readonly string[] NoProducts = ["POST", "D", "M", "DOT", "BANK CHARGES", "AMAZONFEE", "S", "PADS", "C2"];

    /// <summary>Whether a line is a purchase, before duplicates are looked for.</summary>
    public static bool IsPurchase(TransactionLine line) =>
        line.Customer is not null && !line.Invoice.StartsWith('C') && !NoProducts.Contains(line.StockCode)
        && line.Price.ToDecimal() > 0 && line.Quantity > 0;

    /// <summary>Whether a line is a customer's cancellation.</summary>
    public static bool IsCancellation(TransactionLine line) =>
        line.Customer is not null && line.Invoice.StartsWith('C');

    /// <summary>Takes the duplicates out, the first standing.</summary>
    public static List<List<TransactionLine>> Invoices(IEnumerable<TransactionLine> lines)
    {
        List<List<TransactionLine>> invoices = [];
        foreach (IGrouping<(CustomerId?, string, DateOnly), TransactionLine> invoice in
            lines.GroupBy(line => (line.Customer, line.Invoice, line.Date)))
        {
            List<TransactionLine> kept = [];
            foreach (TransactionLine line in invoice)
            {
                if (!kept.Any(other => line.LineId is null ? other.StockCode == line.StockCode : other.LineId == line.LineId))
                {
                    kept.Add(line);
                }
            }

            invoices.Add(kept);
        }

        return invoices;
    }

    /// <summary>The features of everyone with a purchase in the window.</summary>
    public static Dictionary<CustomerId, double[]> Compute(IReadOnlyList<TransactionLine> lines, DateOnly asOf)
    {
        ILookup<CustomerId, List<TransactionLine>> customers = InWindow(lines.Where(IsPurchase), asOf);
        ILookup<CustomerId, List<TransactionLine>> cancellations = InWindow(lines.Where(IsCancellation), asOf);
        ILookup<CustomerId, DateOnly> ever = lines.Where(IsPurchase).ToLookup(line => line.Customer!.Value, line => line.Date);
        Dictionary<CustomerId, double[]> features = [];
        foreach (IGrouping<CustomerId, List<TransactionLine>> customer in customers)
        {
            features.Add(customer.Key, [.. OwnFeatures([.. customer], asOf).Select(value => (double)value)]);
        }

        int[] places = [0, 1, 2];
        List<Dictionary<CustomerId, int>> quintiles = [.. places.Select(feature => Quintiles(features, feature))];
        foreach ((CustomerId id, double[] values) in features)
        {
            double[] scores = [6 - quintiles[0][id], quintiles[1][id], quintiles[2][id]];
            Dictionary<string, double> behaviour =
                BehaviourOracle.Compute([.. customers[id]], [.. cancellations[id]], asOf, ever[id].Min());
            features[id] = [.. values, .. scores, scores.Sum(), .. FeatureSet.Names.Skip(22).Select(name => behaviour[name])];
        }

        return features;
    }

    private static ILookup<CustomerId, List<TransactionLine>> InWindow(IEnumerable<TransactionLine> lines, DateOnly asOf) =>
        Invoices(lines)
            .Where(invoice => invoice[0].Date > asOf.AddDays(-365) && invoice[0].Date <= asOf)
            .ToLookup(invoice => invoice[0].Customer!.Value);

    private static decimal[] OwnFeatures(List<TransactionLine>[] invoices, DateOnly asOf)
    {
        TransactionLine[] lines = [.. invoices.SelectMany(invoice => invoice)];
        decimal[] totals = [.. invoices.Select(invoice => invoice.Sum(line => line.Quantity * line.Price.ToDecimal()))];
        DateTime[] times = [.. invoices.Select(invoice => invoice.Min(line => line.Time)).Order()];
        DateOnly first = DateOnly.FromDateTime(times[0]);
        DateOnly last = DateOnly.FromDateTime(times[^1]);
        int tenure = last.DayNumber - first.DayNumber;
        decimal[] gaps = [.. Enumerable.Range(1, times.Length - 1).Select(at => decimal.Floor((decimal)(times[at] - times[at - 1]).TotalDays))];
        return
        [
            asOf.DayNumber - last.DayNumber,
            invoices.Length,
            totals.Sum(),
            totals.Sum() / invoices.Length,
            totals.Max(),
            tenure,
            tenure == 0 ? invoices.Length : invoices.Length / (tenure / 30.44m),
            gaps.Length == 0 ? 0 : gaps.Average(),
            gaps.Length < 2 ? 0 : (decimal)SampleDeviation(gaps),
            lines.DistinctBy(line => line.StockCode).Count(),
            0,
            (decimal)lines.Average(line => line.Quantity),
            lines.Any(line => line.Country == "United Kingdom") ? 1 : 0,
            first.Month,
            first.Month switch { <= 3 => 1, <= 6 => 2, <= 9 => 3, _ => 4 },
            lines.Any(line => line.Time.Month is 10 or 11 or 12) ? 1 : 0,
            Share(lines, line => line.Time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
            Share(lines, line => line.Time.TimeOfDay >= TimeSpan.FromHours(17)),
        ];
    }

    private static decimal Share(TransactionLine[] lines, Func<TransactionLine, bool> isCounted) =>
        (decimal)lines.Count(isCounted) / lines.Length;

    private static double SampleDeviation(decimal[] values)
    {
        decimal mean = values.Average();
        return Math.Sqrt((double)(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }

    private static Dictionary<CustomerId, int> Quintiles(Dictionary<CustomerId, double[]> features, int feature)
    {
        CustomerId[] order = [.. features.Keys
            .OrderBy(id => features[id][feature])
            .ThenBy(id => IsInteger(id) ? 0 : 1)
            .ThenBy(id => IsInteger(id) ? long.Parse(id.ToString(), CultureInfo.InvariantCulture) : 0)
            .ThenBy(id => id.ToString(), StringComparer.Ordinal)];
        Dictionary<CustomerId, int> quintiles = [];
        for (int rank = 1; rank <= order.Length; rank++)
        {
            quintiles.Add(order[rank - 1], 1 + Enumerable.Range(1, 4).Count(k => 5 * (rank - 1) > k * (order.Length - 1)));
        }

        return quintiles;
    }

    private static bool IsInteger(CustomerId id)
    {
        string text = id.ToString();
        return text.Length <= 15 && text.All(char.IsAsciiDigit) && (text == "0" || text[0] != '0');
    }
}
