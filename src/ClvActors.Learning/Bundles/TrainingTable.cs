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

    /// <summary>Takes features and labels from cleaned lines.</summary>
    /// <param name="lines">All lines, before and after D.</param>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="horizonDays">Days that the label covers, at least 1.</param>
    public static TrainingTable From(BatchFeatures lines, DateOnly asOf, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        KeyValuePair<CustomerId, FeatureVector>[] repeats =
            [.. lines.Compute(asOf).Where(customer => customer.Value.Frequency >= ColdStartRule.ModelFromPurchases)];
        Dictionary<CustomerId, int> rowOf = [];
        foreach ((CustomerId id, _) in repeats)
        {
            rowOf.Add(id, rowOf.Count);
        }

        Money[] labels = new Money[repeats.Length];
        foreach (TransactionLine line in lines.Purchases)
        {
            int day = line.Date.DayNumber - asOf.DayNumber;
            if (day > 0 && day <= horizonDays && rowOf.TryGetValue(line.Customer!.Value, out int row))
            {
                labels[row] += line.Total;
            }
        }

        return new TrainingTable(asOf, horizonDays, [.. repeats.Select(pair => pair.Key)], [.. repeats.Select(pair => pair.Value)], labels);
    }
}
