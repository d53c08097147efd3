using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Shards;

/// <summary>Which shard owns a customer.</summary>
internal static class ShardPlacement
{
    /// <summary>The owner of a customer among so many shards.</summary>
    /// <remarks>Lemire's multiply-shift reduction of the stable hash, so that any number of shards is used evenly.</remarks>
    public static int ShardOf(CustomerId id, int shards) => (int)Math.BigMul(id.StableHash(), (ulong)shards, out _);
}
