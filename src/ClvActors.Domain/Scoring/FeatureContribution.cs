namespace ClvActors.Domain.Scoring;

/// <summary>How much one input moved a raw score away from the model's mean.</summary>
/// <param name="Feature">Name of the feature, or of the input that the model derived itself.</param>
/// <param name="Value">Its value as the model saw it; NaN when it was missing.</param>
/// <param name="Contribution">Its SHAP value, in units of the raw score.</param>
public readonly record struct FeatureContribution(string Feature, double Value, double Contribution);
