using System.ComponentModel;
using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>The whole population: points of the portfolio and segments.</summary>
internal static class PortfolioApi
{
    private const string IncludeHelp = "`lapsed` adds the customers whose purchases have all left the window, as part of Dormant.";

    /// <summary>Maps <c>GET /api/portfolio</c> and <c>GET /api/segments</c>.</summary>
    public static void MapPortfolio(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/portfolio", PortfolioAsync)
            .WithName("portfolio").WithTags("Population")
            .WithSummary("All customers as points")
            .WithDescription("By predicted value descending, then id ascending; of one version of the population, written while it is sent.")
            .ProducesError(422, 503).DescribeInclude();

        routes.MapGet("/api/segments", SegmentsAsync)
            .WithName("segments").WithTags("Population")
            .WithSummary("The five segments in numbers")
            .WithDescription("From Champions to Dormant, empty ones included.")
            .ProducesError(422, 503).DescribeInclude();
    }

    private static async Task<Ok<IEnumerable<PortfolioItem>>> PortfolioAsync(
        ICustomerValueService service, [Description(IncludeHelp)] string? include, CancellationToken cancellation)
    {
        IReadOnlyList<CustomerSummary> customers = await service.PortfolioAsync(QueryParameters.IncludesLapsed(include), cancellation);

        // Not a list: the serializer walks it while it sends, so a million customers never stand in memory as answers.
        return TypedResults.Ok(customers.Select(PortfolioItem.Of));
    }

    private static async Task<Ok<IEnumerable<SegmentItem>>> SegmentsAsync(
        ICustomerValueService service, [Description(IncludeHelp)] string? include, CancellationToken cancellation)
    {
        IReadOnlyList<SegmentSummary> segments = await service.SegmentsAsync(QueryParameters.IncludesLapsed(include), cancellation);
        return TypedResults.Ok(segments.Select(SegmentItem.Of));
    }
}
