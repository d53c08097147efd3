using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Serialization;

/// <summary><see cref="FeatureContribution"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("clv.feature-contribution")]
public struct FeatureContributionSurrogate
{
    /// <summary>Name of the input.</summary>
    [Id(0)]
    public string Feature { get; set; }

    /// <summary>Its value; NaN when it was missing.</summary>
    [Id(1)]
    public double Value { get; set; }

    /// <summary>Its SHAP value.</summary>
    [Id(2)]
    public double Contribution { get; set; }
}
