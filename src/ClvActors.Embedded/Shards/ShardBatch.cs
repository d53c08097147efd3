using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Shards;

/// <summary>One shard's part of a batch: its customers' purchase and cancellation lines in the order in which they were sent.</summary>
internal readonly record struct ShardBatch(List<TransactionLine>? Lines)
{
    /// <summary>How many lines there are.</summary>
    public int Count => Lines?.Count ?? 0;
}
