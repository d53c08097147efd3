namespace ClvActors.Host.Tests.Monitoring;

public sealed class MonitorAtShutdownTests
{
    [Fact]
    public async Task Stop_ServiceIsDisposedOfMeanwhile_FinishesAllTheSame()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        WatchedShop shop = new(300);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        shop.BeforeStatus = async stopping =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new ObjectDisposedException("the service");
        };
        using WatchedServer server = new(shop);
        await server.Monitor.StartAsync(cancellation);
        await server.Time.WhenArmedAsync(server.Settings.Poll, cancellation);
        server.Time.Advance(server.Settings.Poll);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellation);

        await server.Monitor.StopAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);

        Assert.True(server.Monitor.ExecuteTask!.IsCompletedSuccessfully);
        Assert.True(File.Exists(Path.Combine(server.Data, "monitoring.json")), "The last report was not written.");
    }
}
