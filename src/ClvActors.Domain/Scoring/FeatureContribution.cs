namespace ClvActors.Domain.Scoring;

/// <summary>How much one feature moved a score away from the model's mean.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Value">Its value.</param>
/// <param name="Contribution">Its SHAP value, in units of the raw score.</param>
public readonly record struct FeatureContribution(string Feature, double Value, double Contribution);
