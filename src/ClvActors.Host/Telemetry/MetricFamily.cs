using System.Text;
using OpenTelemetry.Metrics;

namespace ClvActors.Host.Telemetry;

/// <summary>One metric of an exposition with all its series.</summary>
/// <remarks>Filled by one thread during a scrape and only read afterwards.</remarks>
internal sealed class MetricFamily
{
    private static readonly string[] SiloTags = ["silo", "Destination"];

    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    /// <summary>Makes an empty family.</summary>
    /// <param name="name">Its name as <see cref="PrometheusName.OfMetric"/> makes it.</param>
    /// <param name="kind">What it is to Prometheus.</param>
    /// <param name="help">What it says, for people.</param>
    /// <param name="unit">The unit at the end of the name, such as <c>seconds</c>; empty for none.</param>
    public MetricFamily(string name, MetricKind kind, string help, string unit)
    {
        Name = name;
        Kind = kind;
        Help = help;
        Unit = unit;
    }

    /// <summary>Its name in Prometheus' text format: counters end in <c>_total</c>.</summary>
    public string Name { get; }

    /// <summary>What it is to Prometheus.</summary>
    public MetricKind Kind { get; }

    /// <summary>What it says, for people.</summary>
    public string Help { get; }

    /// <summary>The unit at the end of the name; empty for none.</summary>
    public string Unit { get; }

    /// <summary>Upper bounds of a histogram's buckets, in the unit of the name.</summary>
    public double[] Bounds { get; private set; } = [];

    /// <summary>The series in a stable order.</summary>
    public IEnumerable<MetricSeries> Series => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    /// <summary>Adds what the SDK has aggregated of one instrument.</summary>
    /// <remarks>Points that differ only in what labels do not tell are one series: sums and histograms are added, of gauges the last stands.</remarks>
    public void Add(Metric metric)
    {
        double scale = PrometheusName.ScaleOf(metric.Unit);
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    At(point).Value += point.GetSumLong() * scale;
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    At(point).Value += point.GetSumDouble() * scale;
                    break;
                case MetricType.LongGauge:
                    At(point).Value = point.GetGaugeLastValueLong() * scale;
                    break;
                case MetricType.DoubleGauge:
                    At(point).Value = point.GetGaugeLastValueDouble() * scale;
                    break;
                case MetricType.Histogram:
                    AddHistogram(point, scale);
                    break;
            }
        }
    }

    /// <summary>Sets a gauge's one value under given labels.</summary>
    public void Set(double value, params ReadOnlySpan<KeyValuePair<string, object?>> labels) => At(LabelsOf(labels.ToArray())).Value = value;

    private void AddHistogram(in MetricPoint point, double scale)
    {
        List<double> bounds = [];
        List<long> counts = [];
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound * scale);
            counts.Add(bucket.BucketCount);
        }

        if (Bounds.Length == 0)
        {
            Bounds = [.. bounds.Where(double.IsFinite)];
        }
        else if (Bounds.Length != counts.Count - 1)
        {
            // Another instrument of this name with other buckets: the first one stands.
            return;
        }

        MetricSeries series = At(point);
        series.Value += point.GetHistogramSum() * scale;
        for (int bucket = 0; bucket < counts.Count; bucket++)
        {
            series.Buckets[bucket] += counts[bucket];
        }

        if (point.TryGetExemplars(out ReadOnlyExemplarCollection exemplars))
        {
            foreach (ref readonly OpenTelemetry.Metrics.Exemplar exemplar in exemplars)
            {
                double value = exemplar.DoubleValue * scale;
                int at = Array.BinarySearch(Bounds, value);
                series.Exemplars[at < 0 ? ~at : at] = new Exemplar(value, exemplar.Timestamp, exemplar.TraceId, exemplar.SpanId);
            }
        }
    }

    private MetricSeries At(in MetricPoint point)
    {
        if (point.Tags.Count == 0)
        {
            return At("");
        }

        KeyValuePair<string, object?>[] tags = new KeyValuePair<string, object?>[point.Tags.Count];
        int filled = 0;
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            tags[filled++] = tag;
        }

        return At(LabelsOf(tags));
    }

    private MetricSeries At(string labels)
    {
        if (!_series.TryGetValue(labels, out MetricSeries? series))
        {
            series = new MetricSeries(labels, Bounds.Length);
            _series.Add(labels, series);
        }

        return series;
    }

    private static string LabelsOf(KeyValuePair<string, object?>[] tags)
    {
        Array.Sort(tags, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        StringBuilder labels = new();
        foreach ((string key, object? value) in tags)
        {
            labels.Append(labels.Length == 0 ? "" : ",").Append(PrometheusName.OfLabel(key)).Append("=\"");
            labels.Append(TextOf(key, value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        return labels.ToString();
    }

    // Orleans' address of a silo ends in the moment of its start; a series per restart would never end.
    private static string TextOf(string key, object? value)
    {
        string text = value switch
        {
            bool truth => truth ? "true" : "false",
            _ => value?.ToString() ?? "",
        };
        return SiloTags.Contains(key) && text.LastIndexOf(':') is > 0 and int at ? text[..at].TrimStart('S') : text;
    }
}
