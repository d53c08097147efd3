using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Service;

/// <summary>What the model says of a customer that was made up.</summary>
public sealed record WhatIfAnswer
{
    /// <summary>The features that were scored, given and filled in.</summary>
    public required FeatureVector Features { get; init; }

    /// <summary>Predicted spend over the horizon, in whole units of currency.</summary>
    public required double PredictedValue { get; init; }

    /// <summary>The model's raw score.</summary>
    public required double RawScore { get; init; }

    /// <summary>Segment by the thresholds of the answering population.</summary>
    public required ClvSegment Segment { get; init; }

    /// <summary>100 x share of the model-scored customers with a value up to this one.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>All contributions, largest magnitude first.</summary>
    public required IReadOnlyList<FeatureContribution> Contributions { get; init; }

    /// <summary>The model's mean raw score.</summary>
    public required double BaseScore { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>Places a scored customer among a population.</summary>
    /// <param name="scored">The customer.</param>
    /// <param name="thresholds">The population's thresholds.</param>
    /// <param name="percentileRank">The value's percentile rank there.</param>
    /// <param name="bundleId">The bundle that scored.</param>
    public static WhatIfAnswer Of(WhatIf scored, SegmentThresholds thresholds, double percentileRank, string bundleId) =>
        new()
        {
            Features = scored.Features,
            PredictedValue = scored.PredictedValue,
            RawScore = scored.RawScore,
            Segment = thresholds.SegmentOf(scored.PredictedValue),
            PercentileRank = percentileRank,
            Contributions = scored.Explanation.All,
            BaseScore = scored.Explanation.BaseScore,
            BundleId = bundleId,
        };
}
