using ClvActors.Domain.Scoring;

namespace ClvActors.Host.Api.Answers;

/// <summary>How much one input moved a raw score.</summary>
/// <param name="Feature">Name of the feature, or of the input that the model derived itself.</param>
/// <param name="Value">Its value as the model saw it; absent when it was missing.</param>
/// <param name="Contribution">Its SHAP value, in units of the raw score.</param>
public readonly record struct Factor(string Feature, double? Value, double Contribution)
{
    /// <summary>Writes contributions as answers.</summary>
    public static IReadOnlyList<Factor> Of(IReadOnlyList<FeatureContribution> contributions) =>
        [.. contributions.Select(one => new Factor(one.Feature, double.IsFinite(one.Value) ? one.Value : null, one.Contribution))];
}
