using System.Globalization;
using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>The OpenMetrics 1.0 text format.</summary>
/// <remarks>
/// Unlike Prometheus' own format it names counters without <c>_total</c>, tells units, writes bounds as floats, shows traced values as exemplars and ends in <c># EOF</c>.
/// Source: OpenMetrics 1.0, "Text format".
/// </remarks>
internal static class OpenMetricsText
{
    /// <summary>The content type.</summary>
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private const string Total = "_total";

    /// <summary>Writes families; those without a series are left out.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        StringBuilder text = new(1 << 14);
        foreach (MetricFamily family in families)
        {
            MetricSeries[] series = [.. family.Series];
            if (series.Length == 0)
            {
                continue;
            }

            string name = family.Kind == MetricKind.Counter && family.Name.EndsWith(Total, StringComparison.Ordinal) ? family.Name[..^Total.Length] : family.Name;
            text.Append("# TYPE ").Append(name).Append(' ').Append(PrometheusText.TypeName(family.Kind)).Append('\n');
            if (family.Unit.Length > 0 && name.EndsWith("_" + family.Unit, StringComparison.Ordinal))
            {
                text.Append("# UNIT ").Append(name).Append(' ').Append(family.Unit).Append('\n');
            }

            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(family.Help)).Append('\n');
            foreach (MetricSeries one in series)
            {
                if (family.Kind == MetricKind.Histogram)
                {
                    WriteHistogram(text, family, one);
                }
                else
                {
                    WriteSample(text, family.Name, one.Labels, one.Value);
                    text.Append('\n');
                }
            }
        }

        return text.Append("# EOF\n").ToString();
    }

    private static void WriteHistogram(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        string before = series.Labels.Length == 0 ? "" : series.Labels + ",";
        long count = 0;
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            count += series.Buckets[bucket];
            string bound = bucket < family.Bounds.Length ? Bound(family.Bounds[bucket]) : "+Inf";
            WriteSample(text, family.Name + "_bucket", $"{before}le=\"{bound}\"", count);
            if (series.Exemplars[bucket] is { } exemplar)
            {
                WriteExemplar(text, exemplar);
            }

            text.Append('\n');
        }

        WriteSample(text, family.Name + "_sum", series.Labels, series.Value);
        text.Append('\n');
        WriteSample(text, family.Name + "_count", series.Labels, count);
        text.Append('\n');
    }

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(PrometheusText.Number(value));
    }

    private static void WriteExemplar(StringBuilder text, Exemplar exemplar) => text
        .Append(" # {trace_id=\"").Append(exemplar.TraceId.ToHexString())
        .Append("\",span_id=\"").Append(exemplar.SpanId.ToHexString())
        .Append("\"} ").Append(PrometheusText.Number(exemplar.Value))
        .Append(' ').Append((exemplar.Time.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture));

    private static string Bound(double bound)
    {
        string text = PrometheusText.Number(bound);
        return text.AsSpan().IndexOfAny('.', 'E', 'e') >= 0 ? text : text + ".0";
    }

    private static string Escape(string help) => help.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\"", "\\\"");
}
