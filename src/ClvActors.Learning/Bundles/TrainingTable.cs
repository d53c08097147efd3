using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Bundles;

/// <summary>The customers that a value model is trained and tested on: features as of a date, and what they spent afterwards.</summary>
/// <remarks>One row per customer with enough purchases in the window, ascending by id. Immutable; any number of threads may read.</remarks>
public sealed class TrainingTable
{
    private TrainingTable(DateOnly asOf, int horizonDays, CustomerId[] customers, FeatureVector[] features, Money[] labels)
    {
        AsOf = asOf;
        HorizonDays = horizonDays;
        Customers = customers;
        Features = features;
        Labels = labels;
    }

    /// <summary>The as-of date D of the features.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Days after D whose spend is the label.</summary>
    public int HorizonDays { get; }

    /// <summary>The customers, ascending.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Their features.</summary>
    public IReadOnlyList<FeatureVector> Features { get; }

    /// <summary>Their exact spend with D &lt; date &lt;= D + <see cref="HorizonDays"/>; 0 or more.</summary>
    public IReadOnlyList<Money> Labels { get; }

    /// <summary>Takes features and labels from cleaned lines: features from those up to D alone, labels from those after it.</summary>
    /// <param name="lines">All lines, before and after D.</param>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="horizonDays">Days that the label covers, at least 1.</param>
    /// <param name="fewestPurchases">Customers with fewer invoices in the window are left out, at least 1.</param>
    public static TrainingTable From(
        BatchFeatures lines, DateOnly asOf, int horizonDays, int fewestPurchases = ColdStartRule.ModelFromPurchases)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return From(HistoryLines.UpTo(asOf, lines), new FutureSpend(lines.Purchases, asOf, horizonDays), fewestPurchases);
    }

    /// <summary>Puts features and labels together, which know nothing of each other.</summary>
    /// <param name="history">The lines up to D.</param>
    /// <param name="future">What was spent after D.</param>
    /// <param name="fewestPurchases">Customers with fewer invoices in the window are left out, at least 1.</param>
    /// <exception cref="ArgumentException">The two are not of the same date.</exception>
    public static TrainingTable From(HistoryLines history, FutureSpend future, int fewestPurchases = ColdStartRule.ModelFromPurchases)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(future);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestPurchases, 1);
        if (history.AsOf != future.AsOf)
        {
            throw new ArgumentException($"the history ends on {history.AsOf:yyyy-MM-dd}, the future begins after {future.AsOf:yyyy-MM-dd}", nameof(future));
        }

        KeyValuePair<CustomerId, FeatureVector>[] kept = [.. history.Features().Where(customer => customer.Value.Frequency >= fewestPurchases)];
        return new TrainingTable(
            history.AsOf,
            future.HorizonDays,
            [.. kept.Select(pair => pair.Key)],
            [.. kept.Select(pair => pair.Value)],
            [.. kept.Select(pair => future.Of(pair.Key))]);
    }
}
