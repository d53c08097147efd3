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
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(SeriesText.TypeName(family.Kind)).Append('\n');
            SeriesText.Write(text, family, series, SeriesText.Number, showsExemplars: false);
        }

        return text.ToString();
    }
}
