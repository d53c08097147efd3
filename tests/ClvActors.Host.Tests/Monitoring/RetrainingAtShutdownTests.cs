using ClvActors.Host.Tests.Serving;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class RetrainingAtShutdownTests
{
    [Fact]
    public async Task Stop_WhileARetrainingRuns_EndsItFirst()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a shell script.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using TemporaryFolder folder = new();
        string script = Path.Combine(folder.FullPath, "retrain.sh");
        await ShellScript.WriteAsync(script, "#!/bin/sh\nexec tail -f /dev/null\n");
        using WatchedServer server = new(new WatchedShop(1_200));
        server.Options = server.Options with { RetrainCommand = script };
        server.Restart();
        await server.Monitor.StartAsync(cancellation);

        // A background service that is stopped before a thread has begun it never runs at all.
        await server.Time.WhenArmedAsync(server.Settings.Poll, cancellation);
        using CancellationTokenSource stopping = new();
        MonitoringAlert alert = new(AlertCodes.AccuracyDrop, "30d", AlertSeverity.Critical, "clv-a", "", new DateOnly(2020, 3, 10), server.Time.GetUtcNow());
        server.Retrain.Start(alert, new DateOnly(2020, 3, 10), stopping.Token);

        Task stop = server.Monitor.StopAsync(cancellation);
        Assert.False(stop.IsCompleted);
        await stopping.CancelAsync();
        await stop.WaitAsync(TimeSpan.FromSeconds(60), cancellation);

        Assert.True(server.Retrain.Ended.IsCompletedSuccessfully);
        Assert.Equal("the server stopped", server.Retrain.TakeEnded()?.Problem);
    }
}
