using ClvActors.Host.Rejects;
using ClvActors.Host.Replay;
using ClvActors.Host.Tests.Monitoring;
using ClvActors.Host.Uploads;
using Microsoft.Extensions.Hosting;

namespace ClvActors.Host.Tests.Serving;

/// <summary>A replay control around a fake service and a clock that the test moves.</summary>
internal sealed class ReplayBench : IDisposable
{
    public ReplayBench(HostOptions? options = null)
    {
        Options = options ?? new HostOptions();
        Rejects = new RejectSamples(Time);
        Sources = new ReplaySources(Options, new UploadFolder(Options), Time);
        Control = new ReplayControl(Service, Rejects, Sources, Time, Log);
    }

    public EntryLog<ReplayControl> Log { get; } = new();

    public FakeService Service { get; } = new();

    public ManualTime Time { get; } = new();

    public HostOptions Options { get; }

    public RejectSamples Rejects { get; }

    public ReplaySources Sources { get; }

    public ReplayControl Control { get; }

    public Task StartHostAsync() => ((IHostedService)Control).StartAsync(TestContext.Current.CancellationToken);

    public Task StopHostAsync() => ((IHostedService)Control).StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until the replay stands as asked.</summary>
    public async Task<ReplayStatus> WhenAsync(Predicate<ReplayStatus> isMet)
    {
        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChanged()
        {
            if (isMet(Control.Current))
            {
                changed.TrySetResult();
            }
        }

        Control.Changed += OnChanged;
        OnChanged();
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Control.Changed -= OnChanged;
        return Control.Current;
    }

    public void Dispose() => Control.Dispose();
}
