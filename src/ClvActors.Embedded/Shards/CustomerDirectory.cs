using System.Collections.Concurrent;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Shards;

/// <summary>Which slot of a shard holds a customer, and the ids of those that ever bought in order.</summary>
/// <remarks>One writer adds; any thread looks up without a lock. A slot newer than a reader's view has no record there.</remarks>
internal sealed class CustomerDirectory
{
    private readonly ConcurrentDictionary<CustomerId, int> _slots = new(concurrencyLevel: 1, capacity: 1024);
    private readonly OrderIndex<CustomerId> _buyers = new();

    /// <summary>Finds a customer's slot.</summary>
    public bool TryGetSlot(CustomerId id, out int slot) => _slots.TryGetValue(id, out slot);

    /// <summary>Gives a new customer its slot.</summary>
    public void Add(CustomerId id, int slot) => _slots.TryAdd(id, slot);

    /// <summary>Notes a customer's first purchase.</summary>
    public void AddBuyer(CustomerId id) => _buyers.Insert(id);

    /// <summary>The customers that ever bought, as they stand now; for the writer.</summary>
    public OrderSnapshot<CustomerId> PublishBuyers() => _buyers.Publish();
}
