using System.Text.Json.Nodes;
using ClvActors.Host.Replay;

namespace ClvActors.Host.Api.Answers;

/// <summary>How the replay stands, and what can be replayed.</summary>
/// <param name="State"><c>idle</c>, <c>running</c>, <c>paused</c>, <c>ended</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it failed; absent otherwise.</param>
/// <param name="Source">Id of what is or was replayed; absent before the first start.</param>
/// <param name="Reading">Whether the file is still being read and put into order; absent otherwise.</param>
/// <param name="Speed">Days per second, or <c>max</c>; absent before the first start.</param>
/// <param name="Date">The newest day of which lines were acknowledged; absent before it.</param>
/// <param name="Share">Share of the file that was read or, once it streams, of the source that was sent, 0 to 1; absent when unknown.</param>
/// <param name="StartedAt">When it was started; absent before the first start.</param>
/// <param name="Counts">What became of the lines that were acknowledged.</param>
/// <param name="Sources">What can be replayed.</param>
internal sealed record ReplayAnswer(
    string State,
    string? Reason,
    string? Source,
    bool? Reading,
    JsonNode? Speed,
    DateOnly? Date,
    double? Share,
    DateTimeOffset? StartedAt,
    CountsAnswer Counts,
    IReadOnlyList<ReplaySourceAnswer> Sources)
{
    /// <summary>Writes a status as an answer.</summary>
    public static ReplayAnswer Of(ReplayStatus status, IReadOnlyList<IReplaySource> sources) => new(
        status.State.ToString().ToLowerInvariant(),
        status.Failure,
        status.Source?.Id,
        status.IsReading && status.IsUnderWay ? true : null,
        status.Speed is not { } speed ? null : speed.IsMax ? JsonValue.Create(ReplaySpeed.MaxName) : JsonValue.Create(speed.DaysPerSecond),
        status.Date,
        status.Share,
        status.StartedAt,
        CountsAnswer.Of(status.Counts),
        [.. sources.Select(source => new ReplaySourceAnswer(source.Id, source.Name))]);
}
