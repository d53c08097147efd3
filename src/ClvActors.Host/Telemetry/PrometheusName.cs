using System.Text;

namespace ClvActors.Host.Telemetry;

/// <summary>Names of instruments as Prometheus knows them.</summary>
/// <remarks>
/// OpenTelemetry's "Prometheus and OpenMetrics Compatibility": unfit characters become underscores, the base unit is appended in full (see <see cref="ScaleOf"/>), monotonic counters end in
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

    /// <summary>The unit that a metric's name ends in, before <c>_total</c>; empty when it does not end in one.</summary>
    /// <param name="metric">The name that <see cref="OfMetric"/> made.</param>
    /// <param name="unit">The instrument's unit in UCUM, or null.</param>
    /// <param name="kind">What it measures.</param>
    public static string UnitOf(string metric, string? unit, MetricKind kind)
    {
        string word = UnitName(unit ?? "", kind);
        string stem = metric.EndsWith("_total", StringComparison.Ordinal) ? metric[..^"_total".Length] : metric;
        return word.Length > 0 && stem.EndsWith("_" + word, StringComparison.Ordinal) ? word : "";
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

    /// <summary>The name of a label: <see cref="Sanitise"/> in snake_case, which Orleans' tags are not.</summary>
    public static string OfLabel(string tag)
    {
        StringBuilder name = new(tag.Length + 4);
        for (int at = 0; at < tag.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterUpper(tag[at]) && (char.IsAsciiLetterLower(tag[at - 1]) || char.IsAsciiDigit(tag[at - 1])))
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(tag[at]));
        }

        return Sanitise(name.ToString());
    }

    /// <summary>By what a measurement is multiplied to stand in the unit that its name says: Prometheus knows seconds and bytes only.</summary>
    /// <param name="unit">The instrument's unit in UCUM, or null; <c>MB</c> is Orleans' word for 1,048,576 bytes.</param>
    public static double ScaleOf(string? unit) => unit switch
    {
        "ms" => 1e-3,
        "us" => 1e-6,
        "ns" => 1e-9,
        "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "KiBy" => 1L << 10,
        "MiBy" or "MB" => 1L << 20,
        _ => 1,
    };

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
        "s" or "ms" or "us" or "ns" or "min" or "h" or "d" => "seconds",
        "By" or "KiBy" or "MiBy" or "MB" => "bytes",
        "%" => "percent",
        _ => Sanitise(unit).Trim('_'),
    };
}
