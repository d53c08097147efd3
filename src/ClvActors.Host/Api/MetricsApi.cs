using ClvActors.Domain.Service;
using ClvActors.Host.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>Measurements for Prometheus.</summary>
internal static class MetricsApi
{
    /// <summary>Maps <c>GET /metrics</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", ScrapeAsync)
            .WithName("metrics").WithTags("Operation")
            .WithSummary("Measurements in Prometheus' text format")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .WithDescription("Who accepts application/openmetrics-text gets OpenMetrics 1.0, with exemplars where traces are exported.")
            .DisableHttpMetrics();

    private static async Task<ContentHttpResult> ScrapeAsync(
        HttpRequest request, ICustomerValueService service, ServiceInstruments instruments, HostTelemetry telemetry, CancellationToken cancellation)
    {
        try
        {
            instruments.Refresh(await service.StatusAsync(cancellation));
        }
        catch (Exception unanswered) when (unanswered is TimeoutException or ServiceUnavailableException)
        {
            // What this process measures itself is needed most when the cluster does not answer.
            instruments.MissStatus();
        }

        (string text, string contentType) = ExpositionFormat.Write(telemetry.Collect(), request.Headers.Accept);
        return TypedResults.Text(text, contentType);
    }
}
