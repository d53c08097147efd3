using ClvActors.Domain.Transactions;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>Customers with the features of their purchases up to an as-of date, and the number of purchase days in the days ahead.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed class PurchaseCountTable
{
    private PurchaseCountTable(IReadOnlyList<CustomerId> customers, FeatureMatrix features, double[] labels)
    {
        Customers = customers;
        Features = features;
        Labels = labels;
    }

    /// <summary>The customers, ascending.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Their features: <see cref="PurchaseCountFeatures"/>.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>Their purchase days with D &lt; date &lt;= D + horizon.</summary>
    public IReadOnlyList<double> Labels { get; }

    /// <summary>Takes features from the days up to D and labels from those after it.</summary>
    /// <param name="purchases">Purchase days by customer, ascending by date, each date once.</param>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="horizonDays">Days that the label covers, at least 1.</param>
    /// <exception cref="InvalidDataException">Nobody bought up to D; one line.</exception>
    public static PurchaseCountTable From(IReadOnlyDictionary<CustomerId, List<PurchaseDay>> purchases, DateOnly asOf, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        DateOnly end = asOf.AddDays(horizonDays);
        List<CustomerId> customers = [];
        List<double[]> rows = [];
        List<double> labels = [];
        foreach ((CustomerId customer, List<PurchaseDay> days) in purchases.OrderBy(pair => pair.Key))
        {
            PurchaseHistory history = new(asOf);
            foreach (PurchaseDay day in days.Where(day => day.Date <= asOf))
            {
                history.Add(day);
            }

            if (history.Days.Count > 0)
            {
                customers.Add(customer);
                rows.Add(PurchaseCountFeatures.Of(history));
                labels.Add(days.Count(day => day.Date > asOf && day.Date <= end));
            }
        }

        return customers.Count == 0
            ? throw new InvalidDataException($"nobody bought anything up to {asOf:yyyy-MM-dd}")
            : new PurchaseCountTable(customers, FeatureMatrix.FromRows(rows), [.. labels]);
    }
}
