using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ClvActors.Orleans.Partitions;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>A directory of the partitions that can be told to forget them, as one does whose part went with a silo: who has found a partition before goes on there, others get another activation.</summary>
internal sealed class ForgetfulDirectory(int partitions) : IGrainDirectory, IGrainDirectoryResolver
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    /// <summary>Forgets all partitions.</summary>
    public void ForgetPartitions(IGrainFactory grains)
    {
        foreach (int partition in Enumerable.Range(0, partitions))
        {
            Assert.True(_entries.TryRemove(grains.GetGrain<IPopulationPartitionGrain>(partition).GetGrainId(), out _), $"partition {partition} was not registered");
        }
    }

    public bool TryResolveGrainDirectory(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = grainType.ToString() == "populationpartition" ? this : null;
        return grainDirectory is not null;
    }

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(_entries.AddOrUpdate(
        address.GrainId, address, (_, known) => previousAddress is not null && known.Matches(previousAddress) ? address : known));

    public Task Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out GrainAddress? known) && known.Matches(address))
        {
            _entries.TryRemove(new(address.GrainId, known));
        }

        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_entries.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        foreach (KeyValuePair<GrainId, GrainAddress> entry in _entries.Where(entry => siloAddresses.Contains(entry.Value.SiloAddress!)))
        {
            _entries.TryRemove(entry);
        }

        return Task.CompletedTask;
    }
}
