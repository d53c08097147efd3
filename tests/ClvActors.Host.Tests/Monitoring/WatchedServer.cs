using ClvActors.Domain.Service;
using ClvActors.Host.Models;
using ClvActors.Host.Monitoring;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;
using ClvActors.Learning.Monitoring;
using Monitor = ClvActors.Host.Monitoring.Monitor;

namespace ClvActors.Host.Tests.Monitoring;

/// <summary>A monitor on folders of its own that can be started anew.</summary>
internal sealed class WatchedServer : IDisposable
{
    private readonly HostTelemetry _telemetry = HostTelemetry.Start(new HostOptions());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-monitor-");
    private readonly ICustomerValueService _service;

    public WatchedServer(ICustomerValueService service)
    {
        _service = service;
        Options = new HostOptions { DataDirectory = Path.Combine(_folder.FullName, "data"), ModelsDirectory = Path.Combine(_folder.FullName, "models") };
        Restart();
    }

    public HostOptions Options { get; set; }

    public MonitoringSettings Settings { get; set; } = new() { CohortSize = 1_500, ExplainedCustomers = 200 };

    public ManualTime Time { get; } = new();

    public EntryLog<Monitor> Log { get; } = new();

    public EntryLog<RetrainCommand> RetrainLog { get; } = new();

    public RetrainCommand Retrain { get; private set; } = null!;

    public Monitor Monitor { get; private set; } = null!;

    public MonitoringReport Report => Monitor.Current;

    public string Data => Options.DataDirectory!;

    public void Restart()
    {
        Monitor?.Dispose();
        Retrain = new RetrainCommand(Options, Time, RetrainLog);
        Monitor = new Monitor(Options, new ModelShelf(Options), _service, Time, Settings, Retrain, _telemetry, Log);
    }

    /// <summary>One poll, ten minutes later.</summary>
    public async Task<MonitoringReport> PollAsync()
    {
        Time.Advance(TimeSpan.FromMinutes(10));
        await Monitor.PollAsync(TestContext.Current.CancellationToken);
        return Report;
    }

    public void Dispose()
    {
        Monitor.Dispose();
        _telemetry.Dispose();
        _folder.Delete(recursive: true);
    }
}
