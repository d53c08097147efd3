using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("ConnectionDirection", "connection_direction")]
    [InlineData("http.request.method", "http_request_method")]
    [InlineData("GC2Kind", "gc2_kind")]
    public void OfLabel_IsSnakeCase(string tag, string expected) => Assert.Equal(expected, PrometheusName.OfLabel(tag));

    [Theory]
    [InlineData("clvactors.lines", "{line}", nameof(MetricKind.Counter), "clvactors_lines_total")]
    [InlineData("clvactors.ingest.io", "By", nameof(MetricKind.Counter), "clvactors_ingest_io_bytes_total")]
    [InlineData("a.bytes", "By", nameof(MetricKind.Gauge), "a_bytes")]
    [InlineData("dotnet.process.cpu.time", "s", nameof(MetricKind.Counter), "dotnet_process_cpu_time_seconds_total")]
    [InlineData("http.server.request.duration", "s", nameof(MetricKind.Histogram), "http_server_request_duration_seconds")]
    [InlineData("cpu.utilization", "1", nameof(MetricKind.Gauge), "cpu_utilization_ratio")]
    [InlineData("speed", "By/s", nameof(MetricKind.Gauge), "speed_bytes_per_second")]
    [InlineData("dotnet.assembly.count", "{assembly}", nameof(MetricKind.Gauge), "dotnet_assembly_number")]
    [InlineData("lines.total", null, nameof(MetricKind.Counter), "lines_total")]
    [InlineData("orleans-storage-read-latency", "ms", nameof(MetricKind.Histogram), "orleans_storage_read_latency_seconds")]
    [InlineData("orleans-runtime-available-memory", "MB", nameof(MetricKind.Gauge), "orleans_runtime_available_memory_bytes")]
    [InlineData("9.odd..näme", null, nameof(MetricKind.Gauge), "_9_odd_n_me")]
    public void OfMetric_ByConvention(string instrument, string? unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusName.OfMetric(instrument, unit, Enum.Parse<MetricKind>(kind)));
}
