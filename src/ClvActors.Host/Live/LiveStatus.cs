using ClvActors.Domain.Service;

namespace ClvActors.Host.Live;

/// <summary>Asks the service once a second how it stands, for all browsers together.</summary>
/// <remarks>Safe on any thread. <see cref="Changed"/> is raised on the thread pool, for each listener apart: a page that is slow to draw delays neither the next reading nor another page.</remarks>
internal sealed partial class LiveStatus(ICustomerValueService service, AcknowledgementTimes times, TimeProvider time, ILogger<LiveStatus> log) : BackgroundService
{
    /// <summary>How often the service is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A batch per second or less would make a rate over one second jump between 0 and much.
    private const int RateReadings = 6;

    private readonly SemaphoreSlim _one = new(1);
    private readonly Queue<(long At, long Lines)> _taken = new();
    private LiveReading _current = LiveReading.None;

    /// <summary>A new reading stands.</summary>
    public event Action? Changed;

    /// <summary>The newest reading.</summary>
    public LiveReading Current => Volatile.Read(ref _current);

    /// <summary>Asks now.</summary>
    /// <remarks>One reading after the other: one that the service answers late must not replace a newer one.</remarks>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await ReadOneAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }

        Tell();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            do
            {
                await ReadAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task ReadOneAsync(CancellationToken cancellation)
    {
        LiveReading reading;
        try
        {
            ServiceStatus status = await service.StatusAsync(cancellation);
            reading = new LiveReading
            {
                Status = status,
                Segments = await service.SegmentsAsync(cancellation: cancellation),
                LinesPerSecond = RateAfter(status.Counts.Lines),
                ReadAt = time.GetUtcNow(),
                Problem = status.Fault,
            };
        }
        catch (Exception unanswered) when (!cancellation.IsCancellationRequested)
        {
            LogUnanswered(unanswered.Message);
            reading = Current with { Problem = unanswered is TimeoutException or ServiceUnavailableException ? unanswered.Message : "The service does not answer." };
        }

        Volatile.Write(ref _current, reading with { AcknowledgementMedian = times.Percentile(50), Acknowledgement99 = times.Percentile(99) });
    }

    private void Tell()
    {
        foreach (Action listener in Delegate.EnumerateInvocationList(Changed))
        {
            _ = Task.Run(listener);
        }
    }

    private double RateAfter(long lines)
    {
        long now = time.GetTimestamp();
        _taken.Enqueue((now, lines));
        while (_taken.Count > RateReadings)
        {
            _taken.Dequeue();
        }

        (long since, long before) = _taken.Peek();
        double seconds = time.GetElapsedTime(since, now).TotalSeconds;
        return seconds > 0 ? Math.Max(0, (lines - before) / seconds) : 0;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "The service does not say how it stands: {Reason}")]
    private partial void LogUnanswered(string reason);
}
