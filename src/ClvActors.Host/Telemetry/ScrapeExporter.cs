using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ClvActors.Host.Telemetry;

/// <summary>Turns what the SDK has aggregated into families for a scrape.</summary>
/// <remarks>Own code, because OpenTelemetry's Prometheus exporter cannot be restored where this is built. The SDK calls it for one collection at a time.</remarks>
[ExportModes(ExportModes.Pull)]
internal sealed class ScrapeExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private volatile IReadOnlyList<MetricFamily> _families = [];

    /// <summary>Asks the SDK for a collection; it is set once a reader has this exporter.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>The families of the newest collection, by name.</summary>
    public IReadOnlyList<MetricFamily> Families => _families;

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        Dictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
        foreach (Metric metric in batch)
        {
            if (KindOf(metric.MetricType) is not { } kind)
            {
                continue;
            }

            string name = PrometheusName.OfMetric(metric.Name, metric.Unit, kind);
            if (!families.TryGetValue(name, out MetricFamily? family))
            {
                string help = string.IsNullOrWhiteSpace(metric.Description) ? $"{metric.Name} of {metric.MeterName}." : metric.Description;
                family = new MetricFamily(name, kind, help, PrometheusName.UnitOf(name, metric.Unit, kind));
                families.Add(name, family);
            }

            if (family.Kind == kind)
            {
                family.Add(metric);
            }
        }

        _families = [.. families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
        return ExportResult.Success;
    }

    private static MetricKind? KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => MetricKind.Counter,
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => MetricKind.Gauge,
        MetricType.Histogram => MetricKind.Histogram,
        _ => null,
    };
}
