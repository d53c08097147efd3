using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>A customer in a list.</summary>
public sealed record CustomerItem : FurtherOutputs
{
    private CustomerItem(CustomerRecord record)
        : base(record.Prediction, record.IntervalLevel, record.NextPurchaseDate)
    {
    }

    /// <summary>An integer or a text.</summary>
    public required CustomerId CustomerId { get; init; }

    /// <summary>Predicted spend over the horizon.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Champions, High Value, Growing, Occasional or Dormant.</summary>
    public required string ClvSegment { get; init; }

    /// <summary>Days since the last purchase in the window.</summary>
    public required double RecencyDays { get; init; }

    /// <summary>Invoices in the window.</summary>
    public required int Frequency { get; init; }

    /// <summary>Spend in the window.</summary>
    public required double MonetaryTotal { get; init; }

    /// <summary>model, cold_start or lapsed.</summary>
    public required string PredictionSource { get; init; }

    /// <summary>Writes a summary as an answer.</summary>
    public static CustomerItem Of(CustomerSummary summary) => new(summary.Record)
    {
        CustomerId = summary.Record.Id,
        PredictedClv = summary.Record.PredictedValue,
        ClvSegment = summary.Segment.Name(),
        RecencyDays = summary.Record.Features.RecencyDays,
        Frequency = summary.Record.Features.Frequency,
        MonetaryTotal = summary.Record.Features.MonetaryTotal,
        PredictionSource = summary.Record.Source.Name(),
    };
}
