using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>Names of instruments as Prometheus knows them.</summary>
/// <remarks>
/// OpenTelemetry's "Prometheus and OpenMetrics Compatibility": unfit characters become underscores, the unit is appended in full, monotonic counters end in
/// <c>_total</c>. One deviation: a gauge named <c>…_count</c> becomes <c>…_number</c>, since Prometheus keeps <c>_count</c> for histograms and its linter refuses it.
/// </remarks>
internal static class PrometheusName
{
    /// <summary>The name of a metric.</summary>
    /// <param name="instrument">Name of the instrument.</param>
    /// <param name="unit">Its unit in UCUM, or null.</param>
    /// <param name="kind">What it measures.</param>
    public static string OfMetric(string instrument, string? unit, MetricKind kind)
    {
        StringBuilder name = new(Sanitise(instrument));
        string suffix = UnitName(unit ?? "", kind);
        if (suffix.Length > 0 && !EndsWith(name, suffix))
        {
            name.Append('_').Append(suffix);
        }

        if (kind == MetricKind.Counter && !EndsWith(name, "total"))
        {
            name.Append("_total");
        }

        if (kind == MetricKind.Gauge && EndsWith(name, "count"))
        {
            name.Length -= "count".Length;
            name.Append("number");
        }

        return name.ToString();
    }

    /// <summary>A name of letters, digits and single underscores, not beginning with a digit.</summary>
    public static string Sanitise(string name)
    {
        StringBuilder clean = new(name.Length + 1);
        foreach (char unit in name)
        {
            char fit = char.IsAsciiLetterOrDigit(unit) ? unit : '_';
            if (fit != '_' || clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append(fit);
            }
        }

        if (clean.Length == 0 || char.IsAsciiDigit(clean[0]))
        {
            clean.Insert(0, '_');
        }

        return clean.ToString();
    }

    private static bool EndsWith(StringBuilder name, string word) =>
        name.Length > word.Length && name[^(word.Length + 1)] == '_' && name.ToString().EndsWith(word, StringComparison.Ordinal);

    private static string UnitName(string unit, MetricKind kind)
    {
        if (unit.StartsWith('{'))
        {
            return "";
        }

        int per = unit.IndexOf('/', StringComparison.Ordinal);
        return per > 0 ? $"{Word(unit[..per], kind)}_per_{Word(unit[(per + 1)..], kind).TrimEnd('s')}" : Word(unit, kind);
    }

    private static string Word(string unit, MetricKind kind) => unit switch
    {
        "" => "",
        "1" => kind == MetricKind.Gauge ? "ratio" : "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "min" => "minutes",
        "h" => "hours",
        "d" => "days",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "%" => "percent",
        _ => Sanitise(unit).Trim('_'),
    };
}
