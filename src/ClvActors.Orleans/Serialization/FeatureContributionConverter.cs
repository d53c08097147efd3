using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Serialization;

/// <summary>Has Orleans serialize <see cref="FeatureContribution"/>.</summary>
[RegisterConverter]
public sealed class FeatureContributionConverter : IConverter<FeatureContribution, FeatureContributionSurrogate>
{
    /// <inheritdoc/>
    public FeatureContribution ConvertFromSurrogate(in FeatureContributionSurrogate surrogate) =>
        new(surrogate.Feature ?? "", surrogate.Value, surrogate.Contribution);

    /// <inheritdoc/>
    public FeatureContributionSurrogate ConvertToSurrogate(in FeatureContribution value) =>
        new() { Feature = value.Feature, Value = value.Value, Contribution = value.Contribution };
}
