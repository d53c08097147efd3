using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>What a silo with a data directory remembers by itself.</summary>
public sealed class SiloMemoryTests(PostgresServer server)
{
    private const int Unusable = 3;

    [Fact]
    public async Task Restart_WithADataDirectory_KeepsWhatIfsAndMonitoring()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string database = await server.CreateDatabaseAsync();
        string folder = Directory.CreateTempSubdirectory("clv-silo-").FullName;
        try
        {
            await using (SiloProcess first = await SiloProcess.StartAsync(database, LoopbackPorts.Take(), "--data-dir", folder))
            {
                using HttpResponseMessage stored = await first.Client.PostAsJsonAsync(
                    "/api/what-ifs", new { name = "Loyal wholesaler", recency_days = 30, frequency = 10, monetary_total = 5000 }, cancellation);
                Assert.True(stored.IsSuccessStatusCode, $"{stored.StatusCode}: {await stored.Content.ReadAsStringAsync(cancellation)}");

                (int code, string error) = await SiloProcess.RunAsync(database, LoopbackPorts.Take(), "--data-dir", folder);
                Assert.Equal(Unusable, code);
                Assert.Contains($"{folder} is in use", error, StringComparison.Ordinal);
                await WaitUntilMonitoredAsync(first.Client, cancellation);
                Assert.Equal(0, await first.StopAsync());
            }

            await using SiloProcess second = await SiloProcess.StartAsync(database, LoopbackPorts.Take(), "--data-dir", folder);
            JsonElement listing = await second.Client.GetFromJsonAsync<JsonElement>("/api/what-ifs", cancellation);

            Assert.True(listing.GetProperty("is_kept").GetBoolean());
            Assert.Equal("Loyal wholesaler", Assert.Single(listing.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
            Assert.True(File.Exists(Path.Combine(folder, "monitoring.json")), "The first silo wrote no monitoring.json before it ended.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WaitUntilMonitoredAsync(HttpClient silo, CancellationToken cancellation)
    {
        Stopwatch since = Stopwatch.StartNew();
        while (!(await silo.GetFromJsonAsync<JsonElement>("/api/monitoring", cancellation)).GetProperty("is_kept").GetBoolean())
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(60), "Monitoring had not begun to keep a report after 60 s.");
        }
    }
}
