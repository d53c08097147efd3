using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>The records of a run of one partition's value order.</summary>
/// <param name="SnapshotId">The version that was read: the one asked for, or the newest if that is forgotten.</param>
/// <param name="Records">The records, ascending in the order; fewer than asked for at its end.</param>
[GenerateSerializer, Immutable, Alias("clv.order-slice")]
public sealed record OrderSlice([property: Id(0)] long SnapshotId, [property: Id(1)] CustomerRecord[] Records)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public OrderSlice()
        : this(0, [])
    {
    }
}
