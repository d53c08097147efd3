using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Everyone in the window at several month ends, and what each spent in the 30 days after it.</summary>
/// <remarks>A row is a customer at an origin; the labels of all rows end with the data at the latest. Immutable once built; any number of threads may read.</remarks>
internal sealed class ThirtyDayTable
{
    /// <summary>Days that labels cover.</summary>
    public const int Days = 30;

    /// <summary>Takes rows.</summary>
    /// <param name="origins">The month ends, ascending.</param>
    /// <param name="features">The whole feature vectors.</param>
    /// <param name="spend">Spend of each row's 30 days.</param>
    /// <param name="customers">Number of each row's customer.</param>
    internal ThirtyDayTable(IReadOnlyList<DateOnly> origins, FeatureMatrix features, double[] spend, int[] customers)
    {
        Origins = origins;
        Features = features;
        Spend = spend;
        Customers = customers;
    }

    /// <summary>The month ends, ascending.</summary>
    public IReadOnlyList<DateOnly> Origins { get; }

    /// <summary>The whole feature vectors.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>Spend of each row's 30 days, 0 or more.</summary>
    public double[] Spend { get; }

    /// <summary>Number of each row's customer.</summary>
    public int[] Customers { get; }

    /// <summary>Takes the newest month ends that have a whole window behind and 30 days ahead of them.</summary>
    /// <param name="lines">All lines; the features of an origin come from those up to it.</param>
    /// <param name="purchases">The training customers' purchases.</param>
    /// <param name="mostOrigins">Most month ends.</param>
    /// <param name="cancellation">Stops between origins.</param>
    /// <returns>Null when there is no such month end or nobody in a window.</returns>
    public static ThirtyDayTable? Build(BatchFeatures lines, PurchaseDays purchases, int mostOrigins, CancellationToken cancellation)
    {
        int[] origins =
        [
            .. MonthEnds.Between(purchases.FirstDay, purchases.LastDay - Days + 1)
                .Where(day => day >= purchases.FirstDay + ObservationWindow.Days - 1).TakeLast(mostOrigins),
        ];
        List<double[]> rows = [];
        List<double> spend = [];
        List<int> customers = [];
        Dictionary<CustomerId, int> numberOf = [];
        foreach (int origin in origins)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((CustomerId customer, FeatureVector features) in lines.Compute(DateOnly.FromDayNumber(origin)))
            {
                if (!purchases.Contains(customer))
                {
                    continue;
                }

                if (!numberOf.TryGetValue(customer, out int number))
                {
                    numberOf.Add(customer, number = numberOf.Count);
                }

                rows.Add([.. features.Values]);
                spend.Add(purchases.SpendAfter(customer, origin, Days));
                customers.Add(number);
            }
        }

        return rows.Count == 0
            ? null
            : new ThirtyDayTable([.. origins.Select(DateOnly.FromDayNumber)], FeatureMatrix.FromRows(rows), [.. spend], [.. customers]);
    }
}
