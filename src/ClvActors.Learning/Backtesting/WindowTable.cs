using System.Globalization;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Backtesting;

/// <summary>The customers of one pair of windows, or why the data does not support it.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Table">Features of the history alone and labels of the horizon alone; null when the data does not reach back far enough.</param>
/// <param name="SkipReason">Why the pair is skipped; null when it is not.</param>
internal sealed record WindowTable(WindowPair Pair, TrainingTable? Table, string? SkipReason)
{
    /// <summary>Cuts the windows out of the data.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="data">First and last date, and how many customers there are in all.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="options">The fewest customers, and their least share.</param>
    public static WindowTable Of(BatchFeatures lines, DataFingerprint data, WindowPair pair, BacktestOptions options)
    {
        DateOnly first = pair.FirstDay(data.LastDate);
        if (first < data.FirstDate)
        {
            return new WindowTable(pair, null, string.Create(
                CultureInfo.InvariantCulture,
                $"needs data from {first:yyyy-MM-dd}, it begins on {data.FirstDate:yyyy-MM-dd}: {pair.HistoryMonths} + {pair.HorizonMonths} months are longer than the data"));
        }

        DateOnly asOf = pair.AsOf(data.LastDate);
        HistoryLines history = HistoryLines.Within(asOf, pair.HistoryDays(data.LastDate), lines);
        TrainingTable table = TrainingTable.From(history, new FutureSpend(lines.Purchases, asOf, pair.HorizonDays(data.LastDate)));
        return new WindowTable(pair, table, WhyTooSmall(table, data.Customers, options));
    }

    private static string? WhyTooSmall(TrainingTable table, int customers, BacktestOptions options)
    {
        int count = table.Customers.Count;
        if (count < options.FewestCustomers)
        {
            return $"{count} customers with at least {ColdStartRule.ModelFromPurchases} purchases, fewer than {options.FewestCustomers}";
        }

        if (count < options.LeastShareOfBase * customers)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{count} customers with at least {ColdStartRule.ModelFromPurchases} purchases are {100.0 * count / customers:F1} % of all {customers}, less than {100 * options.LeastShareOfBase:0.##} %");
        }

        return table.Labels.All(label => label == Money.Zero) ? $"none of the {count} customers bought anything over the horizon" : null;
    }
}
