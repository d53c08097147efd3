using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>A customer's value has changed; the further outputs are those that stood with it.</summary>
public sealed record ChangeAnswer : FurtherOutputs
{
    private ChangeAnswer(CustomerRecord record)
        : base(record.Prediction, record.IntervalLevel, record.NextPurchaseDate)
    {
    }

    /// <summary>An integer or a text.</summary>
    public required CustomerId CustomerId { get; init; }

    /// <summary>The value that now stands.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Segment when the change was told.</summary>
    public required string ClvSegment { get; init; }

    /// <summary>Percentile rank when the change was told, to one decimal.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>model, cold_start, lapsed or pending.</summary>
    public required string PredictionSource { get; init; }

    /// <summary>The as-of date of the value; absent before there is one.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Sequence number of what caused the change.</summary>
    public required long Sequence { get; init; }

    /// <summary>Writes a change as an answer.</summary>
    public static ChangeAnswer Of(ValueChange change) => new(change.Record)
    {
        CustomerId = change.Record.Id,
        PredictedClv = change.Record.PredictedValue,
        ClvSegment = change.Segment.Name(),
        PercentileRank = Percentile.Rounded(change.PercentileRank),
        PredictionSource = change.Record.Source.Name(),
        AsOf = change.Record.Window.AsOf,
        Sequence = change.Position.Sequence,
    };
}
