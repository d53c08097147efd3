using System.Diagnostics;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Ingestion;
using ClvActors.Host.OpenApi;
using ClvActors.Host.Rejects;
using ClvActors.Host.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>Taking transaction lines.</summary>
internal static class TransactionsApi
{
    // Parsing this much takes about a millisecond; more must not hold up the threads that answer lookups.
    private const int LargestInlineBody = 1 << 17;

    /// <summary>Maps <c>POST /api/transactions</c>.</summary>
    public static void MapTransactions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/transactions", IngestAsync)
            .WithName("ingest").WithTags("Transactions")
            .WithSummary("Takes transaction lines")
            .WithDescription("One body is one batch: applied whole or not at all, exactly once however often it is sent. Answers once the lines are durable, applied, scored and visible. A malformed line is counted and does not touch its neighbours. `Content-Encoding: gzip` is accepted.")
            .ProducesError(400, 413, 415, 503, 507)
            .DescribeBody(ApiDescription.TransactionsBody());

    private static async Task<Ok<IngestAnswer>> IngestAsync(
        HttpRequest request, ICustomerValueService service, BodyParser parser, HostOptions options, IngestInstruments instruments, RejectSamples rejects,
        CancellationToken cancellation)
    {
        BodyFormat format = RequestBody.FormatOf(request);
        using RequestBody body = await RequestBody.ReadAsync(request, options.MaxBodyBytes, cancellation);
        long start = Stopwatch.GetTimestamp();
        ArraySegment<byte> bytes = body.Bytes;
        ParsedBody parsed = bytes.Count <= LargestInlineBody
            ? parser.Parse(format, bytes)
            : await Task.Factory.StartNew(() => parser.Parse(format, bytes), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        instruments.OnParsed(format, bytes.Count, parsed.Count, Stopwatch.GetElapsedTime(start));
        IngestResult result = parsed.Count > 0
            ? await service.IngestAsync(parsed.ToBatch(), cancellation)
            : await NothingAsync(service, cancellation);
        rejects.Look(result.Counts, parsed.Lines, parsed.Samples, "http");
        return TypedResults.Ok(IngestAnswer.Of(result, parsed.Samples));
    }

    private static async Task<IngestResult> NothingAsync(ICustomerValueService service, CancellationToken cancellation)
    {
        ServiceStatus status = await service.StatusAsync(cancellation);
        return new IngestResult(new IngestCounts(), status.Sequence, status.AsOf);
    }
}
