using ClvActors.Domain.Service;
using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Composition;

/// <summary>Stops the server once the log has failed, or its silo has: an fsync error is never retried, only a restart can recover.</summary>
/// <remarks>Until the next look lookups go on and <c>/health</c> says <c>failed</c>. A cluster that does not answer is no fault of this process.</remarks>
internal sealed partial class FaultWatch(
    ICustomerValueService service, ServiceInstruments instruments, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FaultWatch> log) : BackgroundService
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
                if (await FaultAsync(stoppingToken) is { } fault)
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

    private async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        try
        {
            ServiceStatus status = await service.StatusAsync(cancellation);

            // Who pushes metrics is not scraped, and a scrape is what else would bring the status up to date.
            instruments.Refresh(status);
            return status.Fault;
        }
        catch (Exception unanswered) when (unanswered is TimeoutException or ServiceUnavailableException)
        {
            instruments.MissStatus();
            LogUnanswered(unanswered.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The service does not say how it stands: {Reason}")]
    private partial void LogUnanswered(string reason);

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The service has failed, the server stops: {Fault}")]
    private partial void LogFault(string fault);
}
