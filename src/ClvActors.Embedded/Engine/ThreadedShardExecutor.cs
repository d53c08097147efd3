namespace ClvActors.Embedded.Engine;

/// <summary>Runs each shard on a thread of its own; the first one on the caller's.</summary>
/// <remarks>One caller at a time. A shard always runs on the same thread, so its memory stays in that core's cache.</remarks>
internal sealed class ThreadedShardExecutor : IShardExecutor
{
    private readonly SemaphoreSlim[] _starts;
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread[] _threads;
    private readonly Exception?[] _errors;
    private Action<int>? _work;
    private int _running;
    private volatile bool _isStopping;

    /// <summary>Starts the threads.</summary>
    /// <param name="shards">Number of shards, at least 1.</param>
    public ThreadedShardExecutor(int shards)
    {
        _starts = new SemaphoreSlim[shards];
        _threads = new Thread[shards];
        _errors = new Exception?[shards];
        for (int shard = 1; shard < shards; shard++)
        {
            int own = shard;
            _starts[shard] = new SemaphoreSlim(0);
            _threads[shard] = new Thread(() => Loop(own)) { IsBackground = true, Name = $"clv-shard-{shard}" };
            _threads[shard].Start();
        }
    }

    /// <inheritdoc/>
    public void Run(int shards, Action<int> work)
    {
        _work = work;
        Array.Clear(_errors);
        Volatile.Write(ref _running, shards);
        for (int shard = 1; shard < shards; shard++)
        {
            _starts[shard].Release();
        }

        RunOne(0);
        _done.Wait();
        Exception[] errors = [.. _errors.OfType<Exception>()];
        if (errors.Length > 0)
        {
            throw new AggregateException(errors);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopping = true;
        for (int shard = 1; shard < _threads.Length; shard++)
        {
            _starts[shard].Release();
            _threads[shard].Join();
            _starts[shard].Dispose();
        }

        _done.Dispose();
    }

    private void Loop(int shard)
    {
        while (true)
        {
            _starts[shard].Wait();
            if (_isStopping)
            {
                return;
            }

            RunOne(shard);
        }
    }

    private void RunOne(int shard)
    {
        try
        {
            _work!(shard);
        }
        catch (Exception error)
        {
            _errors[shard] = error;
        }
        finally
        {
            // Only the last one wakes the caller, and the caller always waits for that: a countdown that is reset could be signalled late.
            if (Interlocked.Decrement(ref _running) == 0)
            {
                _done.Release();
            }
        }
    }
}
