using System.Threading.Channels;
using ClvActors.Domain.Service;

namespace ClvActors.Embedded.Engine;

/// <summary>The one thread that drives the core: it forms commit groups, and settles, swaps and snapshots between them.</summary>
/// <remarks>Callers of any thread hand it commands through a bounded queue; a full queue holds them back.</remarks>
internal sealed class CommitLoop
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly EngineCore _core;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<EngineCommand> _commands;
    private readonly Thread _thread;
    private readonly List<PendingBatch> _group = [];
    private EngineCommand? _ahead;
    private Task<bool>? _more;
    private long _lastCommand;
    private long _lastSettling;
    private long? _refusedSlice;
    private int _depth;

    /// <summary>Starts the loop.</summary>
    public CommitLoop(EngineCore core, EngineOptions options, TimeProvider time)
    {
        _core = core;
        _options = options;
        _time = time;
        _commands = Channel.CreateBounded<EngineCommand>(
            new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _lastCommand = _lastSettling = time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "clv-commit" };
        _thread.Start();
    }

    /// <summary>Commands that wait, those of callers that a full queue holds back included.</summary>
    public int Depth => Volatile.Read(ref _depth);

    /// <summary>Hands a command over, waiting while the queue is full.</summary>
    /// <exception cref="ObjectDisposedException">The loop has been stopped.</exception>
    public async ValueTask PostAsync(EngineCommand command, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _depth);
        try
        {
            await _commands.Writer.WriteAsync(command, cancellation);
        }
        catch (ChannelClosedException)
        {
            Interlocked.Decrement(ref _depth);
            throw new ObjectDisposedException(nameof(EmbeddedEngine));
        }
        catch
        {
            Interlocked.Decrement(ref _depth);
            throw;
        }
    }

    /// <summary>Runs an action between two commit groups and waits for it.</summary>
    public async Task RunBetweenAsync(Action<EngineCore> action, CancellationToken cancellation)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await PostAsync(new EngineCommand.Between(action, done), cancellation);
        await done.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes no more commands, finishes those that were taken, and ends the thread.</summary>
    public async Task StopAsync()
    {
        _commands.Writer.TryComplete();
        await Task.Run(_thread.Join);
    }

    private void Run()
    {
        while (true)
        {
            if (TryTake(out EngineCommand? command))
            {
                // Before the command, so that the first sales of a new day are scored at that day.
                Attempt(_core.FollowWallClock);
                Execute(command);
                _lastCommand = _time.GetTimestamp();
                WorkBetweenGroups();
            }
            else if (IsWorkDue(out TimeSpan wait))
            {
                Work();
            }
            else if (!WaitForCommand(wait))
            {
                return;
            }
        }
    }

    private void Execute(EngineCommand command)
    {
        switch (command)
        {
            case EngineCommand.Ingest ingest:
                RunGroup(ingest.Batch);
                break;
            case EngineCommand.Between between:
                try
                {
                    between.Action(_core);
                    between.Done.TrySetResult();
                }
                catch (Exception error)
                {
                    between.Done.TrySetException(error);
                }

                break;
        }
    }

    private void RunGroup(PendingBatch first)
    {
        _group.Clear();
        _group.Add(first);
        int lines = first.Prepared.Lines;
        while (lines < _options.LargestGroupLines && TryTake(out EngineCommand? next))
        {
            if (next is EngineCommand.Ingest ingest)
            {
                _group.Add(ingest.Batch);
                lines += ingest.Batch.Prepared.Lines;
            }
            else
            {
                _ahead = next;
                break;
            }
        }

        _core.RunGroup(_group);
    }

    private void WorkBetweenGroups()
    {
        if (_core.Fault is not null)
        {
            return;
        }

        if (_core.IsSnapshotDue)
        {
            Attempt(_core.TakeSnapshot);
        }

        if (_core.HasBackgroundWork || (!_core.IsSettled && _time.GetElapsedTime(_lastSettling) >= _options.LongestUnsettled))
        {
            Work();
        }
    }

    private void Work()
    {
        if (_core.HasBackgroundWork)
        {
            _refusedSlice = Attempt(_core.RunSlice) ? null : _time.GetTimestamp();
        }
        else
        {
            _lastSettling = _time.GetTimestamp();
            Attempt(_core.BeginSettling);
        }
    }

    // A disk that is full now may have room later: what could not be appended is tried again after a pause.
    private static bool Attempt(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ServiceUnavailableException)
        {
            return false;
        }
    }

    private bool IsWorkDue(out TimeSpan wait)
    {
        wait = LongestWait;
        bool hasSlice = _core.HasBackgroundWork;
        if (_core.Fault is not null || (_core.IsSettled && !hasSlice))
        {
            return false;
        }

        if (hasSlice && _refusedSlice is null)
        {
            return true;
        }

        long since = hasSlice ? _refusedSlice!.Value : Math.Max(_lastCommand, _lastSettling);
        wait = _options.SettleAfterPause - _time.GetElapsedTime(since);
        return wait <= TimeSpan.Zero;
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EngineCommand? command)
    {
        command = _ahead;
        _ahead = null;
        if (command is not null)
        {
            return true;
        }

        if (!_commands.Reader.TryRead(out command))
        {
            return false;
        }

        Interlocked.Decrement(ref _depth);
        return true;
    }

    // Returns false once the queue is closed and empty.
    private bool WaitForCommand(TimeSpan longest)
    {
        // A wait that the timeout ends stays in the channel until the next command, so it is waited for again and not left behind.
        Task<bool> more = _more ?? _commands.Reader.WaitToReadAsync().AsTask();
        using CancellationTokenSource timeout = new();
        Task elapsed = Task.Delay(longest, _time, timeout.Token);
        int first = Task.WaitAny(more, elapsed);
        timeout.Cancel();
        _more = first == 0 ? null : more;
        if (first == 0)
        {
            return more.Result;
        }

        Attempt(_core.FollowWallClock);
        return true;
    }
}
