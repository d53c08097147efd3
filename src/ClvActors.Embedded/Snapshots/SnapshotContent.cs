namespace ClvActors.Embedded.Snapshots;

/// <summary>A snapshot that was read whole and checked.</summary>
/// <param name="Header">What it says about the population.</param>
/// <param name="Customers">All customers in no particular order; the caller places them on its shards.</param>
public sealed record SnapshotContent(SnapshotHeader Header, IReadOnlyList<StoredCustomer> Customers);
