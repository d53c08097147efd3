using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Host.Api.Answers;

/// <summary>What the model says of a customer that was made up; what does not exist is absent.</summary>
public sealed record PredictAnswer : FurtherOutputs
{
    private PredictAnswer(WhatIfAnswer answer)
        : base(answer.Prediction, answer.IntervalLevel, answer.NextPurchaseDate)
    {
    }

    /// <summary>Predicted spend over the horizon.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Segment among the customers of now.</summary>
    public required string ClvSegment { get; init; }

    /// <summary>All contributions to the raw score, largest magnitude first; empty without a raw score.</summary>
    public required IReadOnlyList<Factor> ShapValues { get; init; }

    /// <summary>100 x share of the model-scored customers with a value up to this one, to one decimal.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>The score that the contributions add up to; absent where there is nothing to explain.</summary>
    public double? RawScore { get; init; }

    /// <summary>What the contributions start from: the model's mean raw score; absent without a raw score.</summary>
    public double? BaseScore { get; init; }

    /// <summary>The features that were scored, given and filled in.</summary>
    public required NamedFeatures Features { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string Bundle { get; init; }

    /// <summary>model, or cold_start below two purchases.</summary>
    public required string PredictionSource { get; init; }

    /// <summary>The as-of date of the answering population; absent before there is one.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Writes an answer of the service as an answer of the API.</summary>
    public static PredictAnswer Of(WhatIfAnswer answer) => new(answer)
    {
        PredictedClv = answer.PredictedValue,
        ClvSegment = answer.Segment.Name(),
        ShapValues = Factor.Of(answer.Contributions),
        PercentileRank = Percentile.Rounded(answer.PercentileRank),
        RawScore = Present(answer.Prediction.RawScore),
        BaseScore = Present(answer.BaseScore),
        Features = new NamedFeatures(answer.Features),
        Bundle = answer.BundleId,
        PredictionSource = answer.Source.Name(),
        AsOf = answer.AsOf,
    };
}
