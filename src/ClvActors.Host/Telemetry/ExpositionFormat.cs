using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ClvActors.Host.Telemetry;

/// <summary>The two texts in which measurements are told, and which of them a client prefers.</summary>
internal static class ExpositionFormat
{
    private const string OpenMetricsType = "application/openmetrics-text";

    /// <summary>Whether a client's <c>Accept</c> prefers OpenMetrics 1.0 to Prometheus' text format, which everyone else gets.</summary>
    /// <param name="accept">The header's values; what cannot be read counts as none.</param>
    public static bool PrefersOpenMetrics(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types))
        {
            return false;
        }

        double open = Best(types, type => type.MediaType.Equals(OpenMetricsType, StringComparison.OrdinalIgnoreCase) && IsVersion1(type));
        double plain = Best(types, type => type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase));
        return open > 0 && open >= plain;
    }

    /// <summary>Writes families in the text that a client prefers.</summary>
    /// <returns>The text and its content type.</returns>
    public static (string Text, string ContentType) Write(IReadOnlyList<MetricFamily> families, StringValues accept) => PrefersOpenMetrics(accept)
        ? (OpenMetricsText.Write(families), OpenMetricsText.ContentType)
        : (PrometheusText.Write(families), PrometheusText.ContentType);

    private static bool IsVersion1(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name == "version") is not { } version || version.Value == "1.0.0";

    private static double Best(IList<MediaTypeHeaderValue> types, Func<MediaTypeHeaderValue, bool> fits) =>
        types.Where(fits).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
}
