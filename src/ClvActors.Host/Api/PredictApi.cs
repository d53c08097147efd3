using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Ingestion;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>What-if predictions.</summary>
internal static class PredictApi
{
    /// <summary>Maps <c>POST /api/predict</c>.</summary>
    public static void MapPredict(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/predict", PredictAsync)
            .WithName("predict").WithTags("Customers")
            .WithSummary("Scores a made-up customer")
            .WithDescription("`monetary_avg` is derived from total and frequency when omitted, `cancellation_rate` is 0; other omitted features of the reference set take the population's medians, and the further ones follow from those. Below two purchases the customer is scored as a cold start.")
            .ProducesError(400, 413, 415, 422, 503)
            .DescribeBody(ApiDescription.PredictBody());

    private static async Task<Ok<PredictAnswer>> PredictAsync(HttpRequest request, ICustomerValueService service, CancellationToken cancellation)
    {
        using RequestBody body = await SmallBody.ReadAsync(request, cancellation);
        double[] known = PredictRequestReader.Read(body.Bytes);
        return TypedResults.Ok(PredictAnswer.Of(await service.PredictAsync(known, cancellation)));
    }
}
