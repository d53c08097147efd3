using System.Text.Json;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Composition;
using ClvActors.Host.Errors;
using ClvActors.Host.Ingestion;
using ClvActors.Host.Models;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>What operators do: settle, move the date, change the model.</summary>
internal static class OperationsApi
{
    /// <summary>Maps <c>POST /api/settle</c>, <c>/api/as-of</c> and <c>/api/model</c>.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/settle", SettleAsync)
            .WithName("settle").WithTags("Operation")
            .WithSummary("Waits until everything taken so far is settled")
            .Produces<HealthAnswer>().ProducesError(503, 507);

        routes.MapPost("/api/as-of", AdvanceAsync)
            .WithName("advanceAsOf").WithTags("Operation")
            .WithSummary("Moves the as-of date forward")
            .WithDescription("With the event clock only. An earlier date changes nothing. Answers once everything is settled at the date.")
            .Produces<HealthAnswer>().ProducesError(400, 409, 413, 415, 422, 503, 507)
            .DescribeBody(ApiDescription.OneTextBody("as_of", "A calendar date.", "2011-06-30"));

        routes.MapPost("/api/model", SwapAsync)
            .WithName("swapModel").WithTags("Operation")
            .WithSummary("Scores everyone with another bundle and then publishes it")
            .WithDescription("The bundle is a folder below `--models`. The serving one answers until the new population is complete.")
            .Produces<HealthAnswer>().ProducesError(400, 404, 413, 415, 422, 503, 507)
            .DescribeBody(ApiDescription.OneTextBody("bundle", "Id of the bundle: the name of its folder.", HostOptions.DefaultModel));
    }

    private static async Task<JsonHttpResult<HealthAnswer>> SettleAsync(ICustomerValueService service, ModelWatch watch, CancellationToken cancellation)
    {
        await service.SettleAsync(cancellation);
        return await HealthApi.AnswerAsync(service, watch, cancellation);
    }

    private static async Task<JsonHttpResult<HealthAnswer>> AdvanceAsync(
        HttpRequest request, ICustomerValueService service, HostOptions options, ModelWatch watch, CancellationToken cancellation)
    {
        string text = await ReadOneTextAsync(request, "as_of", cancellation);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date)
            || date.Year is < TransactionLimits.FirstYear or > TransactionLimits.LastYear)
        {
            throw QueryParameters.Invalid(
                $"as_of must be a date like 2011-06-30 in the years {TransactionLimits.FirstYear} to {TransactionLimits.LastYear}.");
        }

        if (options.Clock == ClockKind.Wall)
        {
            throw new RequestRefusedException(
                StatusCodes.Status409Conflict, ErrorCodes.WallClock, "The as-of date is today; only the event clock (--clock event) can be moved.");
        }

        await service.AdvanceAsOfAsync(date, cancellation);
        return await HealthApi.AnswerAsync(service, watch, cancellation);
    }

    private static async Task<JsonHttpResult<HealthAnswer>> SwapAsync(
        HttpRequest request, ICustomerValueService service, HostOptions options, ModelWatch watch, CancellationToken cancellation)
    {
        string id = await ReadOneTextAsync(request, "bundle", cancellation);
        if (!BundleFolder.IsValidId(id))
        {
            throw QueryParameters.Invalid("bundle must be the name of a folder below --models: letters, digits, dots, underscores and hyphens.");
        }

        string path = BundleFolder.PathOf(options, id);
        if (!Directory.Exists(path))
        {
            throw new RequestRefusedException(StatusCodes.Status404NotFound, ErrorCodes.UnknownBundle, $"There is no bundle {id} below --models.");
        }

        try
        {
            await service.SwapModelAsync(path, cancellation);
        }
        catch (InvalidDataException broken)
        {
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, ErrorCodes.InvalidBundle, broken.Message);
        }

        return await HealthApi.AnswerAsync(service, watch, cancellation);
    }

    private static async Task<string> ReadOneTextAsync(HttpRequest request, string name, CancellationToken cancellation)
    {
        using RequestBody body = await SmallBody.ReadAsync(request, cancellation);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Bytes.AsMemory());
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().Count() == 1
                && document.RootElement.TryGetProperty(name, out JsonElement value)
                && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString()!;
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, "The body is not JSON.");
        }

        throw QueryParameters.Invalid($"The body must be an object with one text, {name}.");
    }
}
