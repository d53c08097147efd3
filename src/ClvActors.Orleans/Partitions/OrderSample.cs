namespace ClvActors.Orleans.Partitions;

/// <summary>Evenly spaced keys of one order of one partition, with their exact positions.</summary>
/// <param name="SnapshotId">The version that was sampled; ranges of the same version can be asked for a while.</param>
/// <param name="Count">How many entries the order has.</param>
/// <param name="Keys">Ascending keys; the first and the last entry are among them.</param>
/// <param name="Positions">Their 0-based positions.</param>
[GenerateSerializer, Immutable, Alias("clv.order-sample")]
public sealed record OrderSample(
    [property: Id(0)] long SnapshotId, [property: Id(1)] int Count, [property: Id(2)] OrderKey[] Keys, [property: Id(3)] int[] Positions)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public OrderSample()
        : this(0, 0, [], [])
    {
    }
}
