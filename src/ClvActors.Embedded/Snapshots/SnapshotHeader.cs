using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Snapshots;

/// <summary>What a snapshot says about the whole population.</summary>
/// <remarks>Immutable once made; <see cref="Counts"/> must be a copy that nobody changes.</remarks>
public sealed record SnapshotHeader
{
    /// <summary>Sequence number of the last frame that the snapshot contains; that frame must be durable.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where that frame ends in the log: recovery reads on there.</summary>
    public required long LogOffset { get; init; }

    /// <summary>The window that counts; customers that were not touched since may stand in an older one of their own.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>The rank edges that scores use.</summary>
    public required RankEdges Edges { get; init; }

    /// <summary>The serving bundle's id.</summary>
    public required string BundleId { get; init; }

    /// <summary>Fingerprint of its files.</summary>
    public required string BundleFingerprint { get; init; }

    /// <summary>Where it was read.</summary>
    public required string BundleFolder { get; init; }

    /// <summary>Tally of all lines so far.</summary>
    public required IngestCounts Counts { get; init; }

    /// <summary>Name of the feature set whose rules made the states; another one needs a replay of the whole log.</summary>
    public required string FeatureSetName { get; init; }

    /// <summary>Version of that feature set.</summary>
    public required int FeatureSetVersion { get; init; }

    /// <summary>Shards when it was written; for information, a reader may have any number.</summary>
    public required int ShardCount { get; init; }
}
