using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>All partitions of the population, wherever they are.</summary>
/// <remarks>Safe on any thread.</remarks>
internal interface IPartitions
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>A partition by its number.</summary>
    IPopulationPartitionGrain this[int partition] { get; }
}
