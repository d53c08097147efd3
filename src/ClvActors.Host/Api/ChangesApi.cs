using System.ComponentModel;
using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Changes;
using ClvActors.Host.Errors;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace ClvActors.Host.Api;

/// <summary>The change feed.</summary>
internal static class ChangesApi
{
    private const string ResumeHeader = "Last-Event-ID";

    /// <summary>Maps <c>GET /api/changes</c>.</summary>
    public static void MapChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/changes", FollowAsync)
            .WithName("changes").WithTags("Customers")
            .WithSummary("Value changes as server-sent events")
            .WithDescription("Events are named `value_change`; their id is a place in the feed. Without `Last-Event-ID` and `after` only changes from now on are told; `after=0` begins with everyone. The feed is compacted: who resumes gets every customer that has changed since, once. A comment is sent after 15 s without a change.")
            .Produces<ChangeAnswer>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesError(StatusCodes.Status400BadRequest);

    private static async Task FollowAsync(
        HttpContext context,
        ICustomerValueService service,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        [FromHeader(Name = ResumeHeader)][Description("Id of the last event seen; wins over `after`.")] string? lastEventId,
        [Description("Id of an event, or 0 for the beginning.")] string? after,
        CancellationToken cancellation)
    {
        ChangePosition start = await StartAsync(service, string.IsNullOrEmpty(lastEventId) ? after : lastEventId, cancellation);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            await ChangeStream.WriteAsync(context.Response.BodyWriter, service, start, time, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client has gone or the server stops; clients come back with their last id.
        }
    }

    private static async ValueTask<ChangePosition> StartAsync(ICustomerValueService service, string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new ChangePosition((await service.StatusAsync(cancellation)).Sequence, null);
        }

        return ChangePosition.TryParse(text, out ChangePosition position)
            ? position
            : throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, ErrorCodes.InvalidPosition, $"\"{text}\" is no event id; one looks like 1234:13085, and 0 is the beginning.");
    }
}
