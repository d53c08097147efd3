namespace ClvActors.Orleans.Partitions;

/// <summary>Asks a partition for the keys between two keys of one order.</summary>
/// <param name="SnapshotId">The version that was sampled.</param>
/// <param name="Order">The order.</param>
/// <param name="Low">The lowest key, included whether or not the partition has it.</param>
/// <param name="High">The highest key, included.</param>
[GenerateSerializer, Immutable, Alias("clv.order-range-request")]
public readonly record struct OrderRangeRequest(
    [property: Id(0)] long SnapshotId, [property: Id(1)] PopulationOrder Order, [property: Id(2)] OrderKey Low, [property: Id(3)] OrderKey High);
