using ClvActors.Domain.Service;

namespace ClvActors.Host.Composition;

/// <summary>Stops the server once the log has failed: an fsync error is never retried, only a restart can recover.</summary>
/// <remarks>Until the next look lookups go on and <c>/health</c> says <c>failed</c>.</remarks>
internal sealed partial class FaultWatch(
    ICustomerValueService service, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FaultWatch> log) : BackgroundService
{
    /// <summary>How often the watch looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Whether the server stops because of a fault.</summary>
    public bool HasSeenFault { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if ((await service.StatusAsync(stoppingToken)).Fault is { } fault)
                {
                    HasSeenFault = true;
                    LogFault(fault);
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops for another reason.
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The log has failed, the server stops: {Fault}")]
    private partial void LogFault(string fault);
}
