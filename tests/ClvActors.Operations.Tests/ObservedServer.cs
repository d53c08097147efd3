using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ClvActors.Host;
using ClvActors.TestData;

namespace ClvActors.Operations.Tests;

/// <summary>The demo in a process of its own, a Prometheus that scrapes it by ops/prometheus, and a collector that it pushes to.</summary>
public sealed class ObservedServer : IAsyncLifetime
{
    /// <summary>Bought, was looked up, was refused and made the server fail: must stand in no label, log line or span.</summary>
    public const string SecretCustomer = "ZZTOP-4711-SECRET";

    private const string JudgedFrom = "2024-09-01";

    // In days per second. Half a year passes in a quarter of a minute, and the eight years not before three minutes: a replay that has ended takes no other speed.
    private const int QuickSpeed = 15;

    private static readonly TimeSpan HalfYearLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    // Monitoring rests twenty times as long as a look took, and the first look of a process is slow.
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("clv-operations-").FullName;
    private Collector? _collector;
    private ChildProcess? _server;
    private ChildProcess? _prometheus;

    public static string Ops { get; } = Path.Combine(AppContext.BaseDirectory, "ops");

    public HttpClient Server { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    public HttpClient Prometheus { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    internal Collector Collector => _collector!;

    public string ServerOutput => _server!.Output;

    public async ValueTask InitializeAsync()
    {
        if (!Programs.ArePresent)
        {
            return;
        }

        _collector = await Collector.StartAsync();
        Server.BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPorts.Take()}");
        _server = new ChildProcess(
            "dotnet",
            [typeof(HostOptions).Assembly.Location, "--demo", "--data-dir", Path.Combine(_folder, "data"), "--urls", Server.BaseAddress.ToString().TrimEnd('/')],
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
                ["OTEL_SERVICE_NAME"] = "clv-observed",
            });
        await _server.WhenReadyAsync(Server, "/health/ready", StartLimit);

        // Only after half a year are enough customers scored for monitoring to judge; it passes quickly. Then days pass slowly: at the end of the eight years what is measured over the last seconds would stand still.
        await ReplayAsync(QuickSpeed);
        await Waiting.UntilAsync($"the demo to reach {JudgedFrom}", HalfYearLimit, async cancellation =>
        {
            using HttpResponseMessage answer = await Server.PostAsync("/api/settle", null, cancellation);
            string asOf = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!["as_of"] ?? "";
            return string.CompareOrdinal(asOf, JudgedFrom) >= 0 ? null : $"it stands at {asOf}";
        });
        await ReplayAsync(1);

        Prometheus.BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPorts.Take()}");
        _prometheus = new ChildProcess(
            Programs.Prometheus!,
            [
                $"--config.file={await ConfigureAsync()}", $"--storage.tsdb.path={Path.Combine(_folder, "prometheus")}",
                $"--web.listen-address={Prometheus.BaseAddress.Authority}", "--enable-feature=exemplar-storage", "--log.level=warn",
            ]);
        await _prometheus.WhenReadyAsync(Prometheus, "/-/ready", StartLimit);
        await UseAsync();
        await Waiting.UntilAsync("monitoring to judge", LookLimit, async cancellation =>
        {
            JsonNode report = JsonNode.Parse(await Server.GetStringAsync("/api/monitoring", cancellation))!;
            return report["drift"]?.AsArray().Any(row => (string?)row!["level"] is "alert") == true ? null : $"as of {report["as_of"]} it has judged nothing";
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? part in (IAsyncDisposable?[])[_prometheus, _server, _collector])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        Server.Dispose();
        Prometheus.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Every call once more, the refused ones too: rates need a second value, and errors one at all.</summary>
    public async Task UseAsync()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        JsonNode health = JsonNode.Parse(await Server.GetStringAsync("/health", cancellation))!;
        string today = (string?)health["as_of"] ?? "2024-01-01";
        string lines = $"Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n{Guid.NewGuid():N},85123A,HEART,1,{today} 10:00:00,2.5,{SecretCustomer},France\n{Guid.NewGuid():N},85123A,HEART,1,{today} 10:00:00,-2.5,{SecretCustomer},France\nx,y,{SecretCustomer}\n";
        using StringContent csv = new(lines, Encoding.UTF8, "text/csv");
        using HttpResponseMessage taken = await Server.PostAsync("/api/transactions", csv, cancellation);
        taken.EnsureSuccessStatusCode();
        foreach (string path in (string[])["/api/customer/" + SecretCustomer, "/api/customers?per_page=10", "/api/portfolio", "/api/segments", "/health"])
        {
            using HttpResponseMessage answer = await Server.GetAsync(path, cancellation);
            answer.EnsureSuccessStatusCode();
        }

        foreach (string path in (string[])[$"/api/customer/{SecretCustomer}-unknown", $"/api/customers?per_page={SecretCustomer}", $"/{SecretCustomer}", $"/api/customers?segment={SecretCustomer}"])
        {
            using HttpResponseMessage refused = await Server.GetAsync(path, cancellation);
            Assert.InRange((int)refused.StatusCode, 400, 499);
        }

        using HttpResponseMessage predicted = await Server.PostAsJsonAsync("/api/predict", new { recency_days = 10, frequency = 4, monetary_total = 500 }, cancellation);
        using HttpResponseMessage settled = await Server.PostAsync("/api/settle", null, cancellation);
        settled.EnsureSuccessStatusCode();
    }

    private async Task ReplayAsync(int speed)
    {
        using HttpResponseMessage answer = await Server.PostAsJsonAsync("/api/replay", new { action = "speed", speed }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks Prometheus.</summary>
    public async Task<JsonNode> AskAsync(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await Prometheus.GetAsync(path, cancellation);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
        Assert.True((string?)answer["status"] == "success", $"{path}: {answer.ToJsonString()}");
        return answer["data"]!;
    }

    // The file that is shipped, with this run's address and a pace that suits a test. A scrape may take no longer than the interval; with four programs at work on two cores one takes more than a second now and then.
    private async Task<string> ConfigureAsync()
    {
        string shipped = await File.ReadAllTextAsync(Path.Combine(Ops, "prometheus", "prometheus.yml"));
        Assert.Contains("127.0.0.1:8002", shipped, StringComparison.Ordinal);
        string path = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(path, shipped
            .Replace("127.0.0.1:8002", Server.BaseAddress!.Authority, StringComparison.Ordinal)
            .Replace("scrape_interval: 5s", "scrape_interval: 3s\n  evaluation_interval: 1s", StringComparison.Ordinal)
            .Replace("scrape_timeout: 5s", "scrape_timeout: 3s", StringComparison.Ordinal)
            .Replace("- alerts.yml", $"- {Path.Combine(Ops, "prometheus", "alerts.yml")}", StringComparison.Ordinal));
        return path;
    }
}
