using ClvActors.Domain.Features;

namespace ClvActors.Domain.Surveys;

/// <summary>What a survey of the population is to count.</summary>
/// <remarks>Immutable; nobody writes to the arrays.</remarks>
public sealed record SurveyRequest
{
    /// <summary>Largest <see cref="Sample"/>.</summary>
    public const int LargestSample = 20_000;

    /// <summary>
    /// Ascending cuts of each feature, in the order of <see cref="FeatureSet"/>; empty to count no features. Cut k parts bin k (values up to and with the cut) from bin k + 1; n cuts make n + 1 bins, no cuts make one.
    /// </summary>
    public IReadOnlyList<double[]> FeatureCuts { get; init; } = [];

    /// <summary>Ascending cuts of the predicted value, read like <see cref="FeatureCuts"/>.</summary>
    public double[] ValueCuts { get; init; } = [];

    /// <summary>Whether the cells of recency against value are counted.</summary>
    public bool Density { get; init; }

    /// <summary>How many customers are drawn, 0 to <see cref="LargestSample"/>: those with the smallest hash of their id, so that successive samples hold the same customers as far as they can.</summary>
    public int Sample { get; init; }

    /// <summary>How many of the customers whose value moved most since the last month end are told, 0 to 1,000.</summary>
    public int Movers { get; init; }
}
