using ClvActors.Host.Api.Answers;
using ClvActors.Host.Errors;
using ClvActors.Host.Ingestion;
using ClvActors.Host.OpenApi;
using ClvActors.Host.Replay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>Starting, holding and ending a replay.</summary>
internal static class ReplayApi
{
    /// <summary>Maps <c>GET /api/replay</c> and <c>POST /api/replay</c>.</summary>
    public static void MapReplay(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/replay", Show)
            .WithName("replay").WithTags("Operation")
            .WithSummary("How the replay stands, and what can be replayed")
            .Produces<ReplayAnswer>();

        routes.MapPost("/api/replay", CommandAsync)
            .WithName("controlReplay").WithTags("Operation")
            .WithSummary("Starts, pauses, resumes, speeds up or stops the replay")
            .WithDescription("One stream at a time, from its beginning: lines that were taken before count once. A command takes effect after the batch that is under way.")
            .Produces<ReplayAnswer>().ProducesError(400, 404, 409, 413, 415, 422)
            .DescribeBody(ApiDescription.ReplayBody());
    }

    private static JsonHttpResult<ReplayAnswer> Show(ReplayControl replay, ReplaySources sources) => TypedResults.Json(ReplayAnswer.Of(replay.Current, sources.All()));

    private static async Task<JsonHttpResult<ReplayAnswer>> CommandAsync(HttpRequest request, ReplayControl replay, ReplaySources sources, CancellationToken cancellation)
    {
        using RequestBody body = await SmallBody.ReadAsync(request, cancellation);
        ReplayRequest asked = ReplayRequest.Read(body.Bytes);
        try
        {
            switch (asked.Action)
            {
                case "start":
                    replay.Start(
                        sources.Find(asked.Source!) ?? throw new RequestRefusedException(
                            StatusCodes.Status404NotFound, ErrorCodes.UnknownSource, $"There is no source {asked.Source}; GET /api/replay lists them."),
                        asked.Speed);
                    break;
                case "pause":
                    replay.Pause();
                    break;
                case "resume":
                    replay.Resume(asked.Speed);
                    break;
                case "speed":
                    replay.SetSpeed(asked.Speed);
                    break;
                default:
                    await replay.StopAsync();
                    break;
            }
        }
        catch (ReplayRefusedException refused)
        {
            throw new RequestRefusedException(StatusCodes.Status409Conflict, ErrorCodes.ReplayState, refused.Message);
        }

        return TypedResults.Json(ReplayAnswer.Of(replay.Current, sources.All()));
    }
}
