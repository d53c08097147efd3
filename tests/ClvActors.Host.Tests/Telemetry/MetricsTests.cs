using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Telemetry;

public sealed partial class MetricsTests
{
    [Fact]
    public void Collect_EveryKind_IsWrittenByTheFormat()
    {
        using HostTelemetry collector = HostTelemetry.Start(new HostOptions());
        using Meter meter = new("ClvActors.Test" + Guid.NewGuid().ToString("N"));
        Counter<long> counter = meter.CreateCounter<long>("kinds.sales", "{sale}", "Sales\nof \\ all kinds");
        UpDownCounter<int> upDown = meter.CreateUpDownCounter<int>("kinds.open");
        meter.CreateObservableGauge("kinds.level", () => 2.5, "1");
        meter.CreateObservableCounter("kinds.read", () => 7L, "By");
        Histogram<double> histogram = meter.CreateHistogram("kinds.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });

        counter.Add(2, new("b", "x\"y\\z\nw"), new("a.b", 1));
        counter.Add(3, new("a.b", 1), new("b", "x\"y\\z\nw"));
        upDown.Add(5);
        upDown.Add(-2);
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(3);
        string text = PrometheusText.Write(collector.Collect().Where(family => family.Name.StartsWith("kinds_", StringComparison.Ordinal)));

        Assert.Equal("""
            # HELP kinds_level_ratio kinds.level of METER.
            # TYPE kinds_level_ratio gauge
            kinds_level_ratio 2.5
            # HELP kinds_open kinds.open of METER.
            # TYPE kinds_open gauge
            kinds_open 3
            # HELP kinds_read_bytes_total kinds.read of METER.
            # TYPE kinds_read_bytes_total counter
            kinds_read_bytes_total 7
            # HELP kinds_sales_total Sales\nof \\ all kinds
            # TYPE kinds_sales_total counter
            kinds_sales_total{a_b="1",b="x\"y\\z\nw"} 5
            # HELP kinds_wait_seconds kinds.wait of METER.
            # TYPE kinds_wait_seconds histogram
            kinds_wait_seconds_bucket{le="0.1"} 1
            kinds_wait_seconds_bucket{le="1"} 2
            kinds_wait_seconds_bucket{le="+Inf"} 3
            kinds_wait_seconds_sum 3.6
            kinds_wait_seconds_count 3

            """.Replace("METER", meter.Name, StringComparison.Ordinal), text);
    }

    [Fact]
    public void Collect_TooManySeries_ShareOne()
    {
        using HostTelemetry collector = HostTelemetry.Start(new HostOptions());
        using Meter meter = new("ClvActors.Overflow");
        Counter<long> counter = meter.CreateCounter<long>("overflow.test");

        for (int at = 0; at < HostTelemetry.MostSeries + 500; at++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", at));
        }

        MetricFamily family = collector.Collect().Single(one => one.Name == "overflow_test_total");
        Assert.Equal(HostTelemetry.MostSeries + 1, family.Series.Count());
        Assert.Equal(500, family.Series.Single(series => series.Labels.Contains("overflow", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task Get_Metrics_SatisfiesThePrometheusLinter()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(5);
        await server.GetAsync("/api/customer/1");
        using HttpResponseMessage response = await server.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Dictionary<string, string> types = Lint(text);
        Assert.Equal("counter", types["clv_service_lines_total"]);
        Assert.Equal("gauge", types["clv_service_customers"]);
        Assert.Equal("histogram", types["http_server_request_duration_seconds"]);
        Assert.Equal("counter", types["dotnet_process_cpu_time_seconds_total"]);
        Assert.Equal("counter", types["clv_http_lines_total"]);
        Assert.Contains("clv_service_customers{state=\"cold_start\"} ", text, StringComparison.Ordinal);
        Assert.Contains("clv_service_lines_total{outcome=\"malformed\"} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Collect_OtherUnits_AreConvertedToBaseUnits()
    {
        using HostTelemetry collector = HostTelemetry.Start(new HostOptions());
        using Meter meter = new("Microsoft.Orleans");
        meter.CreateObservableGauge("units-memory", () => 3L, "MB");
        Histogram<double> histogram = meter.CreateHistogram("units-latency", "ms", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [10, 500] });

        histogram.Record(10);
        histogram.Record(250);
        string[] samples = SamplesOf(collector, "units_");

        Assert.Equal(
            ["units_latency_seconds_bucket{le=\"0.01\"} 1", "units_latency_seconds_bucket{le=\"0.5\"} 2", "units_latency_seconds_bucket{le=\"+Inf\"} 2",
                "units_latency_seconds_sum 0.26", "units_latency_seconds_count 2", "units_memory_bytes 3145728"],
            samples);
    }

    [Fact]
    public void Collect_AfterASiloRestarted_CountsItAsTheSameSilo()
    {
        using HostTelemetry collector = HostTelemetry.Start(new HostOptions());
        using Meter meter = new("Microsoft.Orleans");
        Counter<int> counter = meter.CreateCounter<int>("restarts-sent");

        counter.Add(1, new("Destination", "S127.0.0.1:11111:151"), new("Direction", "Request"));
        counter.Add(2, new("Destination", "S127.0.0.1:11111:152"), new("Direction", "Request"));
        counter.Add(4, new("Direction", "Request"), new("Destination", "S127.0.0.1:11112:151"));
        counter.Add(8, new("Destination", "S127.0.0.1:11111:151"), new("Direction", "Request"));

        Assert.Equal(
            ["restarts_sent_total{destination=\"127.0.0.1:11111\",direction=\"Request\"} 11", "restarts_sent_total{destination=\"127.0.0.1:11112\",direction=\"Request\"} 4"],
            SamplesOf(collector, "restarts_"));
    }

    [Fact]
    public async Task Get_MetricsWhileTheClusterDoesNotAnswer_StillTellsTheRest()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(5);
        string before = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        server.Service.StatusRefusal = new TimeoutException("No answer within 4 s.");

        string text = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Lint(text);
        Assert.Contains("\nclv_service_answering 1\n", before, StringComparison.Ordinal);
        Assert.Contains("\nclv_service_answering 0\n", text, StringComparison.Ordinal);
        Assert.Contains("clv_service_customers{state=\"cold_start\"} ", text, StringComparison.Ordinal);
        Assert.Contains("clv_http_lines_total", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x_total 1\n")]
    [InlineData("# HELP x_total x\n# TYPE x_total gauge\nx_total 1\n")]
    [InlineData("# HELP x x\n# TYPE x counter\nx 1\n")]
    [InlineData("# HELP x x\n# TYPE x gauge\nx 1\nx 2\n")]
    [InlineData("# HELP x_count x\n# TYPE x_count gauge\nx_count 1\n")]
    [InlineData("# HELP x x\n# TYPE x gauge\nx{a=b} 1\n")]
    [InlineData("# HELP x x\n# TYPE x gauge\nx{aB=\"b\"} 1\n")]
    public void Lint_WrongText_IsFound(string text) => Assert.ThrowsAny<Exception>(() => Lint(text));

    private static string[] SamplesOf(HostTelemetry collector, string prefix) =>
    [
        .. PrometheusText.Write(collector.Collect().Where(family => family.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
    ];

    /// <summary>What <c>promtool check metrics</c> looks at.</summary>
    internal static Dictionary<string, string> Lint(string text)
    {
        Dictionary<string, string> types = [];
        HashSet<string> helped = [];
        HashSet<string> samples = [];
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            string[] words = line.Split(' ', 4);
            if (words[0] == "#")
            {
                Assert.True(words[1] == "HELP" ? helped.Add(words[2]) : types.TryAdd(words[2], words[3]), line);
                Assert.False(string.IsNullOrWhiteSpace(words[3]), line);
                continue;
            }

            Match sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            Assert.DoesNotMatch("[{,][^=\"]*[A-Z][^=\"]*=\"", line);
            Assert.True(samples.Add(sample.Groups["series"].Value), line);
            Assert.True(sample.Groups["value"].Value is "+Inf" or "-Inf" or "NaN" || double.TryParse(sample.Groups["value"].Value, CultureInfo.InvariantCulture, out _), line);
            string name = sample.Groups["name"].Value;
            string family = types.ContainsKey(name) ? name : Suffix().Replace(name, "");
            Assert.True(types.TryGetValue(family, out string? type), line);
            Assert.True(helped.Contains(family), line);
            Assert.Equal(type == "counter", name.EndsWith("_total", StringComparison.Ordinal));
            Assert.True(type == "histogram" || !Suffix().IsMatch(name), line);
            Assert.True(type == "histogram" == (family != name), line);
            Assert.DoesNotMatch("milliseconds|_ms_|_kb|gauge|counter(?!s)", name);
        }

        return types;
    }

    [GeneratedRegex("""^(?<series>(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*",?)+\})?) (?<value>\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
