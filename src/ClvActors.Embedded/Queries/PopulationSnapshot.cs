using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Shards;

namespace ClvActors.Embedded.Queries;

/// <summary>One version of the whole population: everything that a read may combine.</summary>
/// <remarks>Immutable; safe on any thread. Merged orders and thresholds are made when first asked for.</remarks>
internal sealed class PopulationSnapshot
{
    private readonly ShardView[] _shards;
    private readonly Lazy<SegmentThresholds> _thresholds;

    /// <summary>Combines the views of all shards.</summary>
    public PopulationSnapshot(ShardView[] shards)
    {
        _shards = shards;
        Scored = new MergedOrder<ValueEntry>([.. shards.Select(shard => shard.Scored)]);
        Everyone = new MergedOrder<ValueEntry>([.. shards.Select(shard => shard.Scored), .. shards.Select(shard => shard.ColdStarts)]);
        Buyers = new MergedOrder<CustomerId>([.. shards.Select(shard => shard.Buyers)]);
        Lapsed = new MergedOrder<ValueEntry>([.. shards.Select(shard => shard.Lapsed)]);
        _thresholds = new(() => SegmentThresholds.Of(Scored.Count, position => Scored.Select(position).Value));
    }

    /// <summary>The model that scored.</summary>
    public required IValueModel Model { get; init; }

    /// <summary>The window at this version.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>The published rank edges.</summary>
    public required RankEdges Edges { get; init; }

    /// <summary>Timestamp at which the edges were last taken; null before the first.</summary>
    public required long? EdgesTimestamp { get; init; }

    /// <summary>Whether everyone stands at the window and the edges.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>Newest applied sequence number.</summary>
    public required long Sequence { get; init; }

    /// <summary>Counts over all lines.</summary>
    public required IngestCounts Counts { get; init; }

    /// <summary>Model-scored customers, ascending by value.</summary>
    public MergedOrder<ValueEntry> Scored { get; }

    /// <summary>The population (model-scored and cold starts), ascending by value.</summary>
    public MergedOrder<ValueEntry> Everyone { get; }

    /// <summary>Lapsed customers, ascending by value.</summary>
    public MergedOrder<ValueEntry> Lapsed { get; }

    /// <summary>Ids of the customers that ever bought, lapsed and pending ones included.</summary>
    public MergedOrder<CustomerId> Buyers { get; }

    /// <summary>The shards' parts of this version.</summary>
    public ReadOnlySpan<ShardView> Shards => _shards;

    /// <summary>The segments' thresholds.</summary>
    public SegmentThresholds Thresholds => _thresholds.Value;

    /// <summary>All customers' entries in no particular order.</summary>
    public IEnumerable<RecordEntry> Entries => _shards.SelectMany(shard => shard.Entries);

    /// <summary>What is known of a customer; without a record when nothing is.</summary>
    public RecordEntry Find(CustomerId id) => _shards[CustomerPlacement.PartOf(id, _shards.Length)].Find(id);

    /// <summary>100 x share of the model-scored customers with a value up to this one; 0 when there are none.</summary>
    public double PercentileRankOf(double value) =>
        Segmentation.PercentileRank(Scored.CountBefore(new UpToValue(value)), Scored.Count);

    /// <summary>A record's percentile rank; 0 for a lapsed customer.</summary>
    public double PercentileRankOf(CustomerRecord record) =>
        record.Source == PredictionSource.Lapsed ? 0 : PercentileRankOf(record.PredictedValue);

    /// <summary>A record's segment.</summary>
    public ClvSegment SegmentOf(CustomerRecord record) => Segmentation.SegmentOf(Thresholds, record);
}
