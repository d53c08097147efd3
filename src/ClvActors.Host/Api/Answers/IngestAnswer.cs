using ClvActors.Domain.Service;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Api.Answers;

/// <summary>What became of a body of lines, once it is durable, applied, scored and visible.</summary>
/// <param name="Accepted">Lines that were kept.</param>
/// <param name="Late">Purchases older than the window.</param>
/// <param name="Duplicates">Lines that were kept before, conflicting ones included.</param>
/// <param name="Conflicting">Duplicates with another quantity or price.</param>
/// <param name="Rejected">Rejected lines by reason, every reason included.</param>
/// <param name="Sequence">The batch's durable sequence number.</param>
/// <param name="AsOf">The as-of date after the batch; absent before there is one.</param>
/// <param name="MalformedSamples">The first malformed lines and what is wrong with them.</param>
public sealed record IngestAnswer(
    long Accepted, long Late, long Duplicates, long Conflicting, IReadOnlyDictionary<string, long> Rejected, long Sequence, DateOnly? AsOf, IReadOnlyList<MalformedLine> MalformedSamples)
{
    /// <summary>Writes a result as an answer.</summary>
    public static IngestAnswer Of(IngestResult result, IReadOnlyList<MalformedLine> samples) => new(
        result.Counts.Accepted, result.Counts.Late, result.Counts.Duplicates, result.Counts.Conflicting,
        CountsAnswer.RejectedOf(result.Counts), result.Sequence, result.AsOf, samples);
}
