using System.Text.Json.Nodes;
using ClvActors.Domain.Service;
using ClvActors.Host.Composition;
using ClvActors.Host.Tests.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClvActors.Host.Tests.Composition;

public sealed class HostApplicationTests
{
    [Fact]
    public async Task Stop_WhileABatchRuns_AnswersItFirst()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<(int Status, JsonNode Body)> sending = server.PostAsync("/api/transactions", "application/json", $"[{Sales.Json("1")}]");
        await server.Service.AtGate.Task.WaitAsync(TestContext.Current.CancellationToken);

        Task stopping = server.Application.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        server.Service.Gate.SetResult();

        Assert.Equal((200, 1), ((await sending).Status, (int?)(await sending).Body["accepted"]));
        await stopping;
        Assert.False(server.Service.IsDisposed);
    }

    [Fact]
    public async Task Run_AfterAFault_StopsByItself()
    {
        await using TestServer server = await TestServer.StartAsync();
        IHostApplicationLifetime lifetime = server.Application.Services.GetRequiredService<IHostApplicationLifetime>();
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopping.Register(stopping.SetResult);
        await server.Time.WhenArmedAsync(FaultWatch.Interval, TestContext.Current.CancellationToken);
        server.Service.Fault = "fsync failed";

        server.Time.Advance(FaultWatch.Interval);

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(server.Application.Services.GetRequiredService<FaultWatch>().HasSeenFault);
    }

    [Fact]
    public async Task Run_WhileTheClusterDoesNotAnswer_GoesOnUntilARealFault()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Cluster = new ClusterSettings() });
        IHostApplicationLifetime lifetime = server.Application.Services.GetRequiredService<IHostApplicationLifetime>();
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopping.Register(stopping.SetResult);
        foreach (Exception refusal in (Exception[])[new TimeoutException("no answer"), new ServiceUnavailableException("no database")])
        {
            server.Service.StatusRefusal = refusal;
            await server.Time.WhenArmedAsync(FaultWatch.Interval, TestContext.Current.CancellationToken);
            server.Time.Advance(FaultWatch.Interval);
            Assert.True(await server.Service.StatusAsked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "The watch did not ask for the status.");
        }

        Assert.False(stopping.Task.IsCompleted);
        (server.Service.StatusRefusal, server.Service.Fault) = (null, "the silo was taken out of its cluster");
        server.Time.Advance(FaultWatch.Interval);

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(server.Application.Services.GetRequiredService<FaultWatch>().HasSeenFault);
    }

    [Fact]
    public async Task Start_OnAnAddressInUse_FailsAsSuch()
    {
        await using TestServer first = await TestServer.StartAsync();
        HostOptions options = new() { Urls = first.Address.ToString() };
        await using FakeService service = new();
        await using WebApplication second = HostApplication.Build(options, service, TimeProvider.System, logging => logging.ClearProviders());

        IOException failure = await Assert.ThrowsAsync<IOException>(() => second.StartAsync(TestContext.Current.CancellationToken));

        Assert.IsType<Microsoft.AspNetCore.Connections.AddressInUseException>(failure.InnerException);
    }

    [Fact]
    public void Prepare_WithoutADirectory_MakesOneThatGoesAway()
    {
        DataFolder folder = DataFolder.Prepare(new HostOptions { IsDemo = true })!;
        File.WriteAllText(Path.Combine(folder.FullPath, "x"), "x");

        folder.Dispose();

        Assert.False(Directory.Exists(folder.FullPath));
    }

    [Fact]
    public void Prepare_BelowAFile_IsRefusedInOneLine()
    {
        using DataFolder folder = DataFolder.Prepare(new HostOptions())!;
        string file = Path.Combine(folder.FullPath, "file");
        File.WriteAllText(file, "x");

        StartRefusedException refused = Assert.Throws<StartRefusedException>(() => DataFolder.Prepare(new HostOptions { DataDirectory = Path.Combine(file, "data") }));

        Assert.Contains("data directory", refused.Message, StringComparison.Ordinal);
    }
}
