using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;

namespace ClvActors.Host.Live;

/// <summary>Keeps the newest survey of the population, with its density and its movers, while somebody looks.</summary>
/// <remarks>
/// One survey at a time for all browsers together, and after each a pause of <see cref="Interval"/> or twenty times what it took, whichever is longer: surveys take at most a twentieth of one core. Safe on any thread;
/// <see cref="Changed"/> is raised on the thread of the survey.
/// </remarks>
internal sealed partial class PopulationWatch(ICustomerValueService service, TimeProvider time, ILogger<PopulationWatch> log) : BackgroundService
{
    /// <summary>Shortest time between two surveys.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>How many movers a survey tells.</summary>
    public const int Movers = 20;

    private const int PauseFactor = 20;

    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly Lock _lock = new();
    private PopulationSurvey? _current;
    private Task? _running;
    private int _watchers;

    /// <summary>A new survey stands, or <see cref="Problem"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>The newest survey; null before the first.</summary>
    public PopulationSurvey? Current => Volatile.Read(ref _current);

    /// <summary>Why there is no newer survey, in a sentence; null while surveys succeed.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether somebody asks for surveys.</summary>
    internal bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>Asks for surveys until the answer is disposed.</summary>
    public IDisposable Watch()
    {
        if (Interlocked.Increment(ref _watchers) == 1)
        {
            Wake();
        }

        return new Watcher(this);
    }

    /// <summary>Takes the first survey if there is none, however many ask at once.</summary>
    /// <returns>The newest survey; null when it failed.</returns>
    public async Task<PopulationSurvey?> FirstAsync(CancellationToken cancellation)
    {
        Task first;
        lock (_lock)
        {
            // Looked at under the lock that starts surveys: one that ends meanwhile must not be followed by a second.
            if (Current is { } known)
            {
                return known;
            }

            first = SurveyAsync();
        }

        await first.WaitAsync(cancellation);
        return Current;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wanted.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (!IsWatched)
                {
                    await _wanted.WaitAsync(stoppingToken);
                    continue;
                }

                long started = time.GetTimestamp();
                await SurveyAsync().WaitAsync(stoppingToken);
                TimeSpan pause = PauseFactor * time.GetElapsedTime(started);
                await Task.Delay(pause > Interval ? pause : Interval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private Task SurveyAsync()
    {
        lock (_lock)
        {
            return _running is { IsCompleted: false } ? _running : _running = Task.Run(TakeAsync);
        }
    }

    private async Task TakeAsync()
    {
        try
        {
            Volatile.Write(ref _current, await service.SurveyAsync(new SurveyRequest { Density = true, Movers = Movers }));
            Problem = null;
        }
        catch (Exception failure)
        {
            // The pages say so and keep the survey before.
            LogFailure(failure.Message);
            Problem = failure is TimeoutException or ServiceUnavailableException ? failure.Message : "The population cannot be counted now.";
        }

        Changed?.Invoke();
    }

    private void Wake()
    {
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has woken it.
        }
    }

    private sealed class Watcher(PopulationWatch watch) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref watch._watchers);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The population was not surveyed: {Reason}")]
    private partial void LogFailure(string reason);
}
