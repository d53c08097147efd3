using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>One metric with all its series.</summary>
/// <remarks>Safe on any thread.</remarks>
internal sealed class MetricFamily
{
    /// <summary>Series beyond this many share one: labels must not be able to fill the memory (the limit of OpenTelemetry's SDK).</summary>
    public const int MostSeries = 2_000;

    private const string OverflowLabels = "otel_metric_overflow=\"true\"";
    private static readonly double[] StandardBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];
    // From an fsync on a fast disk to a slow request.
    private static readonly double[] StandardSeconds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    // From a ping to a large batch of lines.
    private static readonly double[] StandardBytes = [64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];
    private static readonly string[] SiloTags = ["silo", "Destination"];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> _byTags = new(TagComparer.Instance);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _seen;
    private int _cached;

    /// <summary>Makes an empty family for an instrument.</summary>
    public MetricFamily(Instrument instrument, MetricKind kind)
    {
        _seen = _byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        Kind = kind;
        Scale = PrometheusName.ScaleOf(instrument.Unit);
        Name = PrometheusName.OfMetric(instrument.Name, instrument.Unit, kind);
        Help = string.IsNullOrWhiteSpace(instrument.Description) ? $"{instrument.Name} of {instrument.Meter.Name}." : instrument.Description;
        Bounds = kind == MetricKind.Histogram ? BoundsOf(instrument) : [];
    }

    /// <summary>What it is to Prometheus.</summary>
    public MetricKind Kind { get; }

    /// <summary>Its name in the exposition.</summary>
    public string Name { get; }

    /// <summary>What it says, for people.</summary>
    public string Help { get; }

    /// <summary>By what every measurement is multiplied.</summary>
    public double Scale { get; }

    /// <summary>Upper bounds of a histogram's buckets, in the unit of the name.</summary>
    public double[] Bounds { get; }

    /// <summary>The series in a stable order.</summary>
    public IEnumerable<MetricSeries> Series => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    /// <summary>The series of a set of tags.</summary>
    /// <remarks>Allocates only for tags that have not been seen: Orleans measures every message between silos.</remarks>
    public MetricSeries At(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_seen.TryGetValue(tags, out MetricSeries? known))
        {
            return known;
        }

        MetricSeries series = Find(tags);
        if (Interlocked.Increment(ref _cached) <= MostSeries)
        {
            _seen[tags] = series;
        }

        return series;
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = LabelsOf(tags);
        if (_series.TryGetValue(labels, out MetricSeries? series))
        {
            return series;
        }

        labels = _series.Count < MostSeries ? labels : OverflowLabels;
        return _series.GetOrAdd(labels, static (key, bounds) => new MetricSeries(key, bounds), Bounds);
    }

    private static double[] BoundsOf(Instrument instrument)
    {
        IReadOnlyList<double>? advised = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
            Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
            _ => null,
        };
        if (advised is not null)
        {
            double scale = PrometheusName.ScaleOf(instrument.Unit);
            return [.. advised.Select(bound => bound * scale)];
        }

        return instrument.Unit switch
        {
            "s" or "ms" or "us" or "ns" => StandardSeconds,
            "By" or "bytes" => StandardBytes,
            _ => StandardBounds,
        };
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        KeyValuePair<string, object?>[] sorted = tags.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        StringBuilder labels = new();
        foreach ((string key, object? value) in sorted)
        {
            labels.Append(labels.Length == 0 ? "" : ",").Append(PrometheusName.OfLabel(key)).Append("=\"");
            labels.Append(TextOf(key, value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        return labels.ToString();
    }

    // Orleans' address of a silo ends in the moment of its start; a series per restart would never end.
    private static string TextOf(string key, object? value)
    {
        string text = value?.ToString() ?? "";
        return SiloTags.Contains(key) && text.LastIndexOf(':') is > 0 and int at ? text[..at].TrimStart('S') : text;
    }
}
