using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Shards;

/// <summary>What readers see of a shard in one version of the population.</summary>
/// <remarks>Immutable but for the directory, which only grows; safe on any thread.</remarks>
internal sealed class ShardView(
    CustomerDirectory directory,
    OrderSnapshot<CustomerId> buyers,
    RecordTable.Snapshot records,
    OrderSnapshot<ValueEntry> scored,
    OrderSnapshot<ValueEntry> coldStarts,
    OrderSnapshot<ValueEntry> lapsed)
{
    /// <summary>Ids of the customers that ever bought.</summary>
    public OrderSnapshot<CustomerId> Buyers => buyers;

    /// <summary>Model-scored customers by value.</summary>
    public OrderSnapshot<ValueEntry> Scored => scored;

    /// <summary>Cold starts by value.</summary>
    public OrderSnapshot<ValueEntry> ColdStarts => coldStarts;

    /// <summary>Lapsed customers by id.</summary>
    public OrderSnapshot<ValueEntry> Lapsed => lapsed;

    /// <summary>All records with the sequence number of their last change.</summary>
    public IEnumerable<RecordEntry> Entries => records.Entries;

    /// <summary>All records in pages, for passes over everyone.</summary>
    public RecordTable.Snapshot Records => records;

    /// <summary>What is known of a customer in this version; without a record when nothing is.</summary>
    public RecordEntry Find(CustomerId id) => directory.TryGetSlot(id, out int slot) ? records[slot] : default;
}
