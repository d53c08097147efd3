namespace ClvActors.Orleans.Partitions;

/// <summary>The keys of one partition between two keys.</summary>
/// <param name="SnapshotId">The version that was read: the one asked for, or the newest if that is forgotten.</param>
/// <param name="Before">How many of the partition's entries lie before the range.</param>
/// <param name="Keys">The keys in the range, ascending.</param>
[GenerateSerializer, Immutable, Alias("clv.order-range")]
public sealed record OrderRange([property: Id(0)] long SnapshotId, [property: Id(1)] int Before, [property: Id(2)] OrderKey[] Keys)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public OrderRange()
        : this(0, 0, [])
    {
    }
}
