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
            .DisableHttpMetrics();

    private static async Task<ContentHttpResult> ScrapeAsync(
        ICustomerValueService service, ServiceInstruments instruments, MetricsCollector collector, CancellationToken cancellation)
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

        return TypedResults.Text(PrometheusText.Write(collector.Collect()), PrometheusText.ContentType);
    }
}
