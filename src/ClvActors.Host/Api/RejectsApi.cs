using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.OpenApi;
using ClvActors.Host.Rejects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>Which lines were rejected, and examples of them.</summary>
internal static class RejectsApi
{
    /// <summary>Maps <c>GET /api/rejects</c>.</summary>
    public static void MapRejects(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/rejects", ShowAsync)
            .WithName("rejects").WithTags("Transactions")
            .WithSummary("Rejected lines by reason, with examples")
            .WithDescription("Counts are of all lines ever sent. Examples are the newest 20 of each reason that this server has looked at since it started: about one look a second.")
            .Produces<RejectsAnswer>().ProducesError(503);

    private static async Task<JsonHttpResult<RejectsAnswer>> ShowAsync(ICustomerValueService service, RejectSamples samples, CancellationToken cancellation) =>
        TypedResults.Json(RejectsAnswer.Of((await service.StatusAsync(cancellation)).Counts, samples));
}
