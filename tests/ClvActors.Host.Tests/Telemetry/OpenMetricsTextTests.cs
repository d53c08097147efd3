using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Telemetry;

public sealed partial class OpenMetricsTextTests
{
    [Fact]
    public void Write_EveryKind_IsWrittenByTheFormat()
    {
        using HostTelemetry telemetry = HostTelemetry.Start(new HostOptions());
        using Meter meter = new("ClvActors.Open" + Guid.NewGuid().ToString("N"));
        meter.CreateObservableCounter("open.read", () => 7L, "By", "Bytes \"read\"\nby \\ all");
        meter.CreateObservableGauge("open.level", () => new Measurement<double>(2.5, new KeyValuePair<string, object?>("b", "x\"y\\z\nw")));
        Histogram<double> histogram = meter.CreateHistogram("open.wait", "s", "Waiting.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        histogram.Record(0.25);
        using (Activity traced = new("traced"))
        {
            traced.SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            traced.Start();
            histogram.Record(0.75);
        }

        string text = OpenMetricsText.Write(telemetry.Collect().Where(family => family.Name.StartsWith("open_", StringComparison.Ordinal)));

        Assert.Equal("""
            # TYPE open_level gauge
            # HELP open_level open.level of METER.
            open_level{b="x\"y\\z\nw"} 2.5
            # TYPE open_read_bytes counter
            # UNIT open_read_bytes bytes
            # HELP open_read_bytes Bytes \"read\"\nby \\ all
            open_read_bytes_total 7
            # TYPE open_wait_seconds histogram
            # UNIT open_wait_seconds seconds
            # HELP open_wait_seconds Waiting.
            open_wait_seconds_bucket{le="0.5"} 1
            open_wait_seconds_bucket{le="1.0"} 2 # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="SPAN"} 0.75 TIME
            open_wait_seconds_bucket{le="+Inf"} 2
            open_wait_seconds_sum 1
            open_wait_seconds_count 2
            # EOF

            """.Replace("METER", meter.Name, StringComparison.Ordinal), Changing().Replace(text, "span_id=\"SPAN\"} 0.75 TIME\n"));
    }

    [Fact]
    public async Task Get_MetricsAsOpenMetrics_HasEveryFamilyOnce()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(5);
        using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        string[] names = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.Equal(names.Distinct(), names);
        Assert.Contains("clv_service_lines", names);
        Assert.Contains("target_info", names);
        Assert.Contains("\nclv_service_lines_total{outcome=\"malformed\"} 0\n", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("span_id=\"[0-9a-f]{16}\"\\} 0\\.75 [0-9]+\\.[0-9]{3}\n")]
    private static partial Regex Changing();
}
