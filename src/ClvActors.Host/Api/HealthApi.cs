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
        routes.MapGet("/health", AnswerAsync)
            .WithName("health").WithTags("Operation")
            .WithSummary("How the service stands")
            .WithDescription("Answers 503 with the same shape and status `failed` once the log has failed.")
            .Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>How the service stands now: 200, or 503 after a fault.</summary>
    /// <remarks>The watch is read first: a champion that the answer tells to serve was swapped in before the service was asked which bundle serves.</remarks>
    public static async Task<JsonHttpResult<HealthAnswer>> AnswerAsync(ICustomerValueService service, ModelWatch watch, CancellationToken cancellation)
    {
        ModelWatchStatus? watched = watch.Status;
        ServiceStatus status = await service.StatusAsync(cancellation);
        return TypedResults.Json(HealthAnswer.Of(status, watched), statusCode: status.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
