using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Service;

/// <summary>What the model says of a customer that was made up.</summary>
public sealed record WhatIfAnswer
{
    /// <summary>The features that were scored, given and filled in.</summary>
    public required FeatureVector Features { get; init; }

    /// <summary>What kind of customer they make: a cold start below two purchases.</summary>
    public required PredictionSource Source { get; init; }

    /// <summary>What the model says.</summary>
    public required Prediction Prediction { get; init; }

    /// <summary>Predicted spend over the horizon, in whole units of currency; at least 0.</summary>
    public double PredictedValue => Prediction.Value;

    /// <summary>Segment by the thresholds of the answering population.</summary>
    public required ClvSegment Segment { get; init; }

    /// <summary>100 x share of the model-scored customers with a value up to this one.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>All contributions, largest magnitude first; empty without a raw score.</summary>
    public required IReadOnlyList<FeatureContribution> Contributions { get; init; }

    /// <summary>The model's mean raw score; NaN without a raw score.</summary>
    public required double BaseScore { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>Share of outcomes that the prediction interval is made to hold; NaN for a bundle without intervals.</summary>
    public required double IntervalLevel { get; init; }

    /// <summary>The as-of date of the answering population; null before there is one.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Day of the expected next purchase; null when the model does not say, when it is too far away or before there is an as-of date.</summary>
    public DateOnly? NextPurchaseDate => AsOf is { } asOf ? Prediction.NextPurchaseDate(asOf) : null;

    /// <summary>Places a scored customer among a population.</summary>
    /// <param name="scored">The customer.</param>
    /// <param name="thresholds">The population's thresholds.</param>
    /// <param name="percentileRank">The value's percentile rank there.</param>
    /// <param name="model">The model that scored.</param>
    /// <param name="asOf">The population's as-of date; null before there is one.</param>
    public static WhatIfAnswer Of(WhatIf scored, SegmentThresholds thresholds, double percentileRank, IValueModel model, DateOnly? asOf) =>
        new()
        {
            Features = scored.Features,
            Source = scored.Source,
            Prediction = scored.Prediction,
            Segment = thresholds.SegmentOf(scored.Prediction.Value),
            PercentileRank = percentileRank,
            Contributions = scored.Explanation.All,
            BaseScore = scored.Explanation.BaseScore,
            BundleId = model.Id,
            IntervalLevel = model.IntervalLevel,
            AsOf = asOf,
        };
}
