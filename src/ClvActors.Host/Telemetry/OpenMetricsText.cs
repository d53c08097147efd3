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
            text.Append("# TYPE ").Append(name).Append(' ').Append(SeriesText.TypeName(family.Kind)).Append('\n');
            if (family.Unit.Length > 0 && name.EndsWith("_" + family.Unit, StringComparison.Ordinal))
            {
                text.Append("# UNIT ").Append(name).Append(' ').Append(family.Unit).Append('\n');
            }

            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(family.Help)).Append('\n');
            SeriesText.Write(text, family, series, Bound, showsExemplars: true);
        }

        return text.Append("# EOF\n").ToString();
    }

    private static string Bound(double bound)
    {
        string text = SeriesText.Number(bound);
        return text.AsSpan().IndexOfAny('.', 'E', 'e') >= 0 ? text : text + ".0";
    }

    private static string Escape(string help) => help.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\"", "\\\"");
}
