using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Service;

/// <summary>Everything about one customer.</summary>
public sealed record CustomerDetail
{
    /// <summary>The customer's record.</summary>
    public required CustomerRecord Record { get; init; }

    /// <summary>Segment by the thresholds of the answering population.</summary>
    public required ClvSegment Segment { get; init; }

    /// <summary>100 x share of the model-scored customers with a value up to this one; 0 for a lapsed customer.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>The five largest contributions by magnitude; empty unless the prediction has a raw score.</summary>
    public required IReadOnlyList<FeatureContribution> Factors { get; init; }

    /// <summary>The explanation's base: the mean raw score of the model that answered; NaN unless the prediction has a raw score.</summary>
    public required double BaseScore { get; init; }

    /// <summary>Values at past month ends, oldest first.</summary>
    public required IReadOnlyList<ValuePoint> History { get; init; }

    /// <summary>Days that the predicted value covers.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Version of the rank edges under which the record is known to hold.</summary>
    public required long EdgesVersion { get; init; }
}
