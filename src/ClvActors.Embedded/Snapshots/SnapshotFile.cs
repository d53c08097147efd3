namespace ClvActors.Embedded.Snapshots;

/// <summary>What a snapshot's manifest says about one shard's file.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Customers">How many customers it holds.</param>
/// <param name="Checksum">The checksum of its last block, which covers all blocks before it.</param>
internal readonly record struct SnapshotFile(long Length, long Customers, uint Checksum);
