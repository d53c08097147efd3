using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>How the service stands.</summary>
internal static class HealthApi
{
    /// <summary>Maps <c>GET /health</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", async (ICustomerValueService service, ModelWatch watch, CancellationToken cancellation) => Answer(await service.StatusAsync(cancellation), watch))
            .WithName("health").WithTags("Operation")
            .WithSummary("How the service stands")
            .WithDescription("Answers 503 with the same shape and status `failed` once the log has failed.")
            .Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The answer for a status: 200, or 503 after a fault.</summary>
    public static JsonHttpResult<HealthAnswer> Answer(ServiceStatus status, ModelWatch watch) => TypedResults.Json(
        HealthAnswer.Of(status, watch.Status), statusCode: status.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
