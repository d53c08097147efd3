using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>A customer's value has changed.</summary>
/// <param name="CustomerId">An integer or a text.</param>
/// <param name="PredictedClv">The value that now stands.</param>
/// <param name="ClvSegment">Segment when the change was told.</param>
/// <param name="PercentileRank">Percentile rank when the change was told, to one decimal.</param>
/// <param name="PredictionSource">model, cold_start, lapsed or pending.</param>
/// <param name="AsOf">The as-of date of the value; absent before there is one.</param>
/// <param name="Sequence">Sequence number of what caused the change.</param>
public sealed record ChangeAnswer(
    CustomerId CustomerId, double PredictedClv, string ClvSegment, double PercentileRank, string PredictionSource, DateOnly? AsOf, long Sequence)
{
    /// <summary>Writes a change as an answer.</summary>
    public static ChangeAnswer Of(ValueChange change) => new(
        change.Record.Id, change.Record.PredictedValue, change.Segment.Name(), Percentile.Rounded(change.PercentileRank),
        change.Record.Source.Name(), change.Record.Window.AsOf, change.Position.Sequence);
}
