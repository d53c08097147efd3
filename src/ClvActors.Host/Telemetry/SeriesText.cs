using System.Globalization;
using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>A metric's samples as lines, which Prometheus' text and OpenMetrics write alike but for a histogram's bounds and exemplars.</summary>
internal static class SeriesText
{
    /// <summary>Writes the samples of all series of a family.</summary>
    /// <param name="text">Where.</param>
    /// <param name="family">The family.</param>
    /// <param name="series">Its series.</param>
    /// <param name="bound">Writes the upper bound of a bucket; the last one is always <c>+Inf</c>.</param>
    /// <param name="showsExemplars">Whether a bucket's traced value follows it.</param>
    public static void Write(StringBuilder text, MetricFamily family, MetricSeries[] series, Func<double, string> bound, bool showsExemplars)
    {
        foreach (MetricSeries one in series)
        {
            if (family.Kind == MetricKind.Histogram)
            {
                WriteHistogram(text, family, one, bound, showsExemplars);
            }
            else
            {
                WriteSample(text, family.Name, one.Labels, one.Value).Append('\n');
            }
        }
    }

    /// <summary>The kind's word.</summary>
    public static string TypeName(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    /// <summary>A number in its shortest form that reads back to the same 64 bits.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static void WriteHistogram(StringBuilder text, MetricFamily family, MetricSeries series, Func<double, string> bound, bool showsExemplars)
    {
        string before = series.Labels.Length == 0 ? "" : series.Labels + ",";
        long count = 0;
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            count += series.Buckets[bucket];
            string upTo = bucket < family.Bounds.Length ? bound(family.Bounds[bucket]) : "+Inf";
            WriteSample(text, family.Name + "_bucket", $"{before}le=\"{upTo}\"", count);
            if (showsExemplars && series.Exemplars[bucket] is { } exemplar)
            {
                WriteExemplar(text, exemplar);
            }

            text.Append('\n');
        }

        WriteSample(text, family.Name + "_sum", series.Labels, series.Value).Append('\n');
        WriteSample(text, family.Name + "_count", series.Labels, count).Append('\n');
    }

    private static StringBuilder WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        return text.Append(' ').Append(Number(value));
    }

    private static void WriteExemplar(StringBuilder text, Exemplar exemplar) => text
        .Append(" # {trace_id=\"").Append(exemplar.TraceId.ToHexString())
        .Append("\",span_id=\"").Append(exemplar.SpanId.ToHexString())
        .Append("\"} ").Append(Number(exemplar.Value))
        .Append(' ').Append((exemplar.Time.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture));
}
