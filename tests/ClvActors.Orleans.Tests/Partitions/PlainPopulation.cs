using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Partitions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Partitions;

/// <summary>The same answers from a plain list by sorting and counting.</summary>
internal sealed class PlainPopulation(CustomerEntry[] entries)
{
    public static IReadOnlyList<PopulationOrder> Orders { get; } =
    [
        PopulationOrder.Recency, PopulationOrder.Frequency, PopulationOrder.Monetary, PopulationOrder.Scored, PopulationOrder.Everyone,
        PopulationOrder.Lapsed, PopulationOrder.FirstFeature, PopulationOrder.FirstFeature + 7, PopulationOrder.FirstFeature + FeatureSet.Count - 1,
    ];

    public CustomerEntry[] Entries => entries;

    public CustomerRecord[] Scored => Of(PredictionSource.Model);

    public CustomerRecord[] Everyone => Of(PredictionSource.Model, PredictionSource.ColdStart);

    public CustomerRecord[] Lapsed => Of(PredictionSource.Lapsed);

    /// <summary>Everyone of some sources in the order of lists.</summary>
    public CustomerRecord[] Of(params PredictionSource[] sources) =>
    [
        .. entries.Select(entry => entry.Record).Where(record => sources.Contains(record.Source))
            .OrderByDescending(record => record.PredictedValue).ThenBy(record => record.Id),
    ];

    /// <summary>All keys of an order.</summary>
    public OrderKey[] Keys(PopulationOrder order)
    {
        CustomerEntry[] members = [.. entries.Where(entry => entry.Record.IsInPopulation)];
        return order switch
        {
            PopulationOrder.Recency => Sorted(members, entry => -entry.Record.LastPurchaseDay!.Value),
            PopulationOrder.Frequency => Sorted(members, entry => entry.Record.Features.Frequency),
            PopulationOrder.Monetary => Sorted(members, entry => entry.SpendTenThousandths),
            PopulationOrder.Scored => Descending(Scored),
            PopulationOrder.Everyone => Descending(Everyone),
            PopulationOrder.Lapsed => Descending(Lapsed),
            _ => [.. members.OrderBy(entry => entry.Record.Features[order - PopulationOrder.FirstFeature]).ThenBy(entry => entry.Id)
                .Select(entry => new OrderKey(OrderKey.OfDouble(entry.Record.Features[order - PopulationOrder.FirstFeature]), entry.Id))],
        };
    }

    /// <summary>The thresholds by plain percentiles.</summary>
    public SegmentThresholds Thresholds()
    {
        double[] values = [.. Scored.Select(record => record.PredictedValue).Order()];
        return values.Length == 0
            ? SegmentThresholds.None
            : new SegmentThresholds(
                PopulationOracle.Percentile(values, 90), PopulationOracle.Percentile(values, 75), PopulationOracle.Percentile(values, 40), PopulationOracle.Percentile(values, 10));
    }

    /// <summary>The edges of one order that holds everyone.</summary>
    public RankEdges Edges(long version) => RankEdges.Of(
        version,
        Index(PopulationOrder.Recency),
        Index(PopulationOrder.Frequency),
        Index(PopulationOrder.Monetary));

    private MergedOrder<RankKey> Index(PopulationOrder order)
    {
        OrderIndex<RankKey> index = new();
        foreach (OrderKey key in Keys(order))
        {
            index.Insert(new RankKey(key.Value, key.Customer));
        }

        return new MergedOrder<RankKey>(index.Publish());
    }

    private static OrderKey[] Sorted(CustomerEntry[] members, Func<CustomerEntry, long> value) =>
        [.. members.OrderBy(value).ThenBy(entry => entry.Id).Select(entry => new OrderKey(value(entry), entry.Id))];

    private static OrderKey[] Descending(CustomerRecord[] records) =>
        [.. records.Reverse().Select(record => new OrderKey(OrderKey.OfDouble(record.PredictedValue), record.Id))];
}
