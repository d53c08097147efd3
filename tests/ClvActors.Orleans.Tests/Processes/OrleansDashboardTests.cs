using System.Net;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Processes;

public sealed class OrleansDashboardTests(PostgresServer server)
{
    [Fact]
    public async Task Get_DashboardAskedFor_IsServedBesideTheApiAndNotOtherwise()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string database = await server.CreateDatabaseAsync();
        await using SiloProcess with = await SiloProcess.StartAsync(database, LoopbackPorts.Take(), "--orleans-dashboard");

        Assert.Contains("<title>Orleans Dashboard</title>", await with.Client.GetStringAsync("/orleans/", cancellation), StringComparison.Ordinal);

        // Asked of a grain of the silo.
        Assert.StartsWith("{\"hosts\":[", await with.Client.GetStringAsync("/orleans/DashboardCounters", cancellation), StringComparison.Ordinal);
        Assert.Contains("\"status\"", await with.Client.GetStringAsync("/health", cancellation), StringComparison.Ordinal);
        Assert.Equal(0, await with.StopAsync());

        await using SiloProcess without = await SiloProcess.StartAsync(database, LoopbackPorts.Take());
        using HttpResponseMessage missing = await without.Client.GetAsync("/orleans/", cancellation);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
