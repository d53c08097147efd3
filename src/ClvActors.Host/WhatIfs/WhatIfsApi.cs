using System.ComponentModel;
using System.Globalization;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Host.Api;
using ClvActors.Host.Csv;
using ClvActors.Host.Dashboard;
using ClvActors.Host.Ingestion;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.WhatIfs;

/// <summary>What-ifs that are kept.</summary>
internal static class WhatIfsApi
{
    private const int StandardListing = 100;

    private static readonly string[] Header =
        ["id", "name", "stored_at", "predicted_clv", "clv_segment", "segment_colour", "percentile_rank", "prediction_source", "interval_low", "interval_high", "bundle", "as_of", "given"];

    /// <summary>Adds the store.</summary>
    public static IServiceCollection AddWhatIfs(this IServiceCollection services, HostOptions options) =>
        services.AddSingleton(provider => new WhatIfStore(options.DataDirectory, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WhatIfStore>>()));

    /// <summary>Maps <c>GET /api/what-ifs</c>, <c>GET /api/what-ifs.csv</c> and <c>POST /api/what-ifs</c>.</summary>
    public static void MapWhatIfs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/what-ifs", List)
            .WithName("listWhatIfs").WithTags("What-ifs")
            .WithSummary("The newest stored what-ifs")
            .WithDescription("Newest first. `is_kept` is false where there is no data directory: they end with the process then.")
            .ProducesError(422)
            .DescribeWholeNumber("limit", 1, WhatIfStore.Listed, StandardListing);

        routes.MapGet("/api/what-ifs.csv", ListCsv)
            .WithName("listWhatIfsCsv").WithTags("What-ifs")
            .WithSummary("The newest stored what-ifs as CSV")
            .WithDescription("The same columns and the segment's colour; `given` holds what was given as name=value, separated by semicolons.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesError(422)
            .DescribeWholeNumber("limit", 1, WhatIfStore.Listed, WhatIfStore.Listed);

        routes.MapPost("/api/what-ifs", StoreAsync)
            .WithName("storeWhatIf").WithTags("What-ifs")
            .WithSummary("Scores a made-up customer and stores the answer")
            .WithDescription("Takes the fields of `POST /api/predict` and a `name`.")
            .ProducesError(400, 413, 415, 422, 503)
            .DescribeBody(ApiDescription.WhatIfBody());
    }

    private static Ok<WhatIfListing> List(WhatIfStore store, [Description("At most so many.")] string? limit) =>
        TypedResults.Ok(store.List(QueryParameters.WholeNumber("limit", limit, StandardListing, 1, WhatIfStore.Listed)));

    private static CsvResult ListCsv(WhatIfStore store, [Description("At most so many.")] string? limit) =>
        new("what-ifs.csv", Header, store.List(QueryParameters.WholeNumber("limit", limit, WhatIfStore.Listed, 1, WhatIfStore.Listed)).Items.Select(Row));

    private static async Task<Ok<StoredWhatIf>> StoreAsync(HttpRequest request, ICustomerValueService service, WhatIfStore store, CancellationToken cancellation)
    {
        using RequestBody body = await SmallBody.ReadAsync(request, cancellation);
        double[] known = PredictRequestReader.ReadNamed(body.Bytes, out string? name);
        double[] given = [.. known];
        PredictRequestReader.FillIn(known);
        WhatIfAnswer answer = await service.PredictAsync(known, cancellation);
        return TypedResults.Ok(store.Add(name ?? "", given, answer));
    }

    private static object?[] Row(StoredWhatIf one) =>
    [
        one.Id, one.Name, one.StoredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), one.PredictedClv, one.ClvSegment, ClvSegmentNames.TryParse(one.ClvSegment, out ClvSegment segment) ? SegmentColours.Of(segment) : null, one.PercentileRank, one.PredictionSource,
        one.IntervalLow, one.IntervalHigh, one.Bundle, one.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string.Join(';', one.Given.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))),
    ];
}
