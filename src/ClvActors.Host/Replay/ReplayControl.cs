using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Replay;

/// <summary>Streams one source at a time into the service, at a speed that an operator can change while it runs.</summary>
/// <remarks>
/// <para>One batch is under way at a time and a command takes effect after it: a paused replay sends nothing more than the batch that was under way. A day ends with a wait as long as the speed says;
/// a change of the speed shortens or lengthens the wait that is under way.</para>
/// <para>Lines count once however often they are sent, so a replay that was stopped, or broken off by a restart, starts again from the beginning. A replay that fails leaves the server running.
/// Safe on any thread.</para>
/// </remarks>
internal sealed partial class ReplayControl(
    ICustomerValueService service, RejectSamples rejects, ReplaySources sources, TimeProvider time, ILogger<ReplayControl> log) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private ReplayStatus _status = ReplayStatus.Nothing;
    private ReplaySpeed? _chosen;
    private CancellationTokenSource? _stop;
    private TaskCompletionSource _commanded = NewSignal();

    /// <summary>Told after every batch and every command, on any thread; a handler must return at once.</summary>
    public event Action? Changed;

    /// <summary>How it stands.</summary>
    public ReplayStatus Current
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>The stream that is under way, or the last one; completes when it has ended for whatever reason and never fails.</summary>
    internal Task Run { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a source from its beginning.</summary>
    /// <param name="source">What to replay.</param>
    /// <param name="speed">How fast; null for the source's own speed.</param>
    /// <exception cref="ReplayRefusedException">Another stream is under way.</exception>
    public void Start(IReplaySource source, ReplaySpeed? speed = null)
    {
        lock (_lock)
        {
            if (_status.IsUnderWay)
            {
                throw new ReplayRefusedException($"{_status.Source?.Name} is being replayed; stop it first.");
            }

            _chosen = speed;
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            _status = new ReplayStatus
            {
                State = ReplayState.Running,
                Source = source,
                Speed = speed ?? source.SpeedAt(default),
                IsSpeedChosen = speed is not null,
                IsReading = true,
                StartedAt = time.GetUtcNow(),
            };
            CancellationToken stop = _stop.Token;
            Run = Task.Run(() => RunAsync(source, stop), CancellationToken.None);
        }

        LogStart(source.Kind);
        Changed?.Invoke();
    }

    /// <summary>Holds the stream after the batch that is under way.</summary>
    /// <exception cref="ReplayRefusedException">Nothing runs.</exception>
    public void Pause() => Command(
        status => status.State == ReplayState.Running ? status with { State = ReplayState.Paused } : throw NotNow("pause", status, "it is not running"));

    /// <summary>Goes on after a pause.</summary>
    /// <param name="speed">A new speed; null keeps the one of before.</param>
    /// <exception cref="ReplayRefusedException">Nothing is paused.</exception>
    public void Resume(ReplaySpeed? speed = null) => Command(status => status.State == ReplayState.Paused
        ? WithSpeed(status with { State = ReplayState.Running }, speed)
        : throw NotNow("resume", status, "it is not paused"));

    /// <summary>Changes the speed of the stream that is under way.</summary>
    /// <param name="speed">The new speed; null for the source's own.</param>
    /// <exception cref="ReplayRefusedException">Nothing is under way.</exception>
    public void SetSpeed(ReplaySpeed? speed) => Command(status =>
    {
        if (!status.IsUnderWay)
        {
            throw NotNow("change the speed of", status, "nothing is under way");
        }

        _chosen = speed;
        return status with { Speed = speed ?? status.Source!.SpeedAt(status.Date ?? default), IsSpeedChosen = speed is not null };
    });

    /// <summary>Ends the stream; completes once nothing more is sent.</summary>
    /// <exception cref="ReplayRefusedException">Nothing is under way.</exception>
    public async Task StopAsync()
    {
        Task run;
        lock (_lock)
        {
            if (!_status.IsUnderWay)
            {
                throw NotNow("stop", _status, "nothing is under way");
            }

            _stop!.Cancel();
            run = Run;
        }

        await run;
    }

    /// <inheritdoc/>
    Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        if (sources.StartingSource is { } source)
        {
            Start(source);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        Task run;
        lock (_lock)
        {
            _stop?.Cancel();
            run = Run;
        }

        await run.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop?.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ReplayRefusedException NotNow(string verb, ReplayStatus status, string reason) =>
        new($"Cannot {verb} the replay: {reason} (it is {status.State.ToString().ToLowerInvariant()}).");

    private ReplayStatus WithSpeed(ReplayStatus status, ReplaySpeed? speed)
    {
        if (speed is null)
        {
            return status;
        }

        _chosen = speed;
        return status with { Speed = speed, IsSpeedChosen = true };
    }

    private void Command(Func<ReplayStatus, ReplayStatus> change)
    {
        TaskCompletionSource commanded;
        lock (_lock)
        {
            _status = change(_status);
            (commanded, _commanded) = (_commanded, NewSignal());
        }

        commanded.SetResult();
        Changed?.Invoke();
    }

    private void Update(Func<ReplayStatus, ReplayStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status);
        }

        Changed?.Invoke();
    }

    // The state at the end comes last: whoever is told of it may start the next source at once.
    private async Task RunAsync(IReplaySource source, CancellationToken stop)
    {
        try
        {
            IngestCounts counts = new();
            int? month = null;
            foreach (ReplayBatch batch in source.Read(share => Update(status => status with { Share = share }), stop))
            {
                await WhilePausedAsync(stop);
                IngestResult result = await service.IngestAsync(new TransactionBatch(batch.Lines, batch.Malformed), stop);
                rejects.Look(result.Counts, batch.Lines, batch.MalformedSamples ?? [], source.Kind);
                counts.Add(result.Counts);
                if (month is not null && month != batch.Date.Month)
                {
                    LogProgress(source.Kind, batch.Date, counts.Lines);
                }

                month = batch.Date.Month;
                IngestCounts soFar = counts.Copy();
                Update(status => status with
                {
                    IsReading = false,
                    Date = batch.Date,
                    Share = batch.Share,
                    Counts = soFar,
                    Speed = _chosen ?? source.SpeedAt(batch.Date),
                });
                if (batch.EndsDay)
                {
                    await UntilNextDayAsync(batch.Date, source, stop);
                }
            }

            LogEnd(source.Kind, counts.Lines);
            Update(status => status with { State = ReplayState.Ended, IsReading = false });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Update(status => status with { State = ReplayState.Idle, IsReading = false });
        }
        catch (Exception failure)
        {
            // A replay that cannot go on must not take the server with it.
            LogFailure(source.Kind, failure.GetType().Name);
            LogDetails(failure);
            Update(status => status with { State = ReplayState.Failed, IsReading = false, Failure = failure.Message });
        }
    }

    private async Task WhilePausedAsync(CancellationToken stop)
    {
        while (true)
        {
            Task commanded;
            lock (_lock)
            {
                if (_status.State != ReplayState.Paused)
                {
                    return;
                }

                commanded = _commanded.Task;
            }

            await commanded.WaitAsync(stop);
        }
    }

    private async Task UntilNextDayAsync(DateOnly date, IReplaySource source, CancellationToken stop)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            Task commanded;
            ReplaySpeed speed;
            lock (_lock)
            {
                commanded = _commanded.Task;
                speed = _chosen ?? source.SpeedAt(date);
            }

            TimeSpan remaining = speed.PerDay - time.GetElapsedTime(since);
            if (remaining <= TimeSpan.Zero)
            {
                stop.ThrowIfCancellationRequested();
                return;
            }

            using CancellationTokenSource waited = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(Task.Delay(remaining, time, waited.Token), commanded);
            await waited.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Replay: {Source} begins")]
    private partial void LogStart(string source);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Replay: {Source} has reached {Date:yyyy-MM-dd}, {Lines} lines")]
    private partial void LogProgress(string source, DateOnly date, long lines);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Replay: {Source} has ended with {Lines} lines; the server goes on")]
    private partial void LogEnd(string source, long lines);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Replay: {Source} cannot go on: {Failure}; the page /replay and GET /api/replay say why")]
    private partial void LogFailure(string source, string failure);

    // The message may quote a line of the file, its customer's id included, and a file's name is a text that a client sent: neither is logged above debug.
    [LoggerMessage(EventId = 5, Level = LogLevel.Debug, Message = "Replay failed")]
    private partial void LogDetails(Exception failure);
}
