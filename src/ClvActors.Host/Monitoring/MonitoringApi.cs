using ClvActors.Learning.Monitoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Monitoring;

/// <summary>What monitoring knows.</summary>
internal static class MonitoringApi
{
    /// <summary>Maps <c>GET /api/monitoring</c>.</summary>
    public static void MapMonitoring(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/monitoring", Report)
            .WithName("monitoring").WithTags("Operation")
            .WithSummary("Drift, live accuracy and alerts")
            .WithDescription("The newest report: how far the population has moved from the one that the model was trained on, how predictions came true whose horizon has ended, alerts with their history. The same as monitoring.json in the data directory.");

    private static Ok<MonitoringReport> Report(Monitor monitor) => TypedResults.Ok(monitor.Current);
}
