namespace ClvActors.Orleans.Storage.Memory;

/// <summary>All that a cluster in one process's memory keeps.</summary>
/// <param name="outlivesSilos">Whether silos come and go over it, as tests have them do.</param>
internal sealed class MemoryStores(bool outlivesSilos = true)
{
    /// <summary>Journals and entries.</summary>
    public MemoryCustomerStore Customers { get; } = new() { OutlivesSilos = outlivesSilos };

    /// <summary>Grain states.</summary>
    public MemoryGrainStorage.Contents Grains { get; } = new();
}
