namespace ClvActors.Embedded.Engine;

/// <summary>Runs a piece of work on every shard and joins.</summary>
/// <remarks>The join is what makes a shard's writes visible to the next caller; a simulation runs the shards one after another.</remarks>
internal interface IShardExecutor : IDisposable
{
    /// <summary>Calls the work once per shard and returns when all calls have returned.</summary>
    /// <exception cref="AggregateException">A call threw.</exception>
    void Run(int shards, Action<int> work);
}
