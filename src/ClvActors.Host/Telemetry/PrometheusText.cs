using System.Globalization;
using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>Prometheus' text exposition format, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

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

            text.Append("# HELP ").Append(family.Name).Append(' ').Append(family.Help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeName(family.Kind)).Append('\n');
            foreach (MetricSeries one in series)
            {
                if (family.Kind == MetricKind.Histogram)
                {
                    WriteHistogram(text, family, one);
                }
                else
                {
                    WriteSample(text, family.Name, one.Labels, one.Value);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The kind's word in both texts.</summary>
    internal static string TypeName(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static void WriteHistogram(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        string before = series.Labels.Length == 0 ? "" : series.Labels + ",";
        long count = 0;
        for (int bucket = 0; bucket < series.Buckets.Length; bucket++)
        {
            count += series.Buckets[bucket];
            string bound = bucket < family.Bounds.Length ? Number(family.Bounds[bucket]) : "+Inf";
            WriteSample(text, family.Name + "_bucket", $"{before}le=\"{bound}\"", count);
        }

        WriteSample(text, family.Name + "_sum", series.Labels, series.Value);
        WriteSample(text, family.Name + "_count", series.Labels, count);
    }

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>A number as both texts write it.</summary>
    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
