using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Silos;

namespace ClvActors.Orleans.Queries;

/// <summary>The partitions as grains of the cluster.</summary>
/// <remarks>Safe on any thread.</remarks>
internal sealed class GrainPartitions(IGrainFactory grains, ClusterOptions options) : IPartitions
{
    private readonly IPopulationPartitionGrain[] _partitions =
        [.. Enumerable.Range(0, options.Partitions).Select(partition => grains.GetGrain<IPopulationPartitionGrain>(partition))];

    /// <inheritdoc/>
    public int Count => _partitions.Length;

    /// <inheritdoc/>
    public IPopulationPartitionGrain this[int partition] => _partitions[partition];
}
