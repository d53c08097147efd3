namespace ClvActors.Embedded.Engine;

/// <summary>Runs the shards one after another on the caller's thread, in order: deterministic, for recovery tests and simulation.</summary>
internal sealed class InlineShardExecutor : IShardExecutor
{
    /// <inheritdoc/>
    public void Run(int shards, Action<int> work)
    {
        for (int shard = 0; shard < shards; shard++)
        {
            work(shard);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
