namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>How much a feature moves a model's raw score.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="GainShare">Share of the loss reduction of all splits that tests the feature, 0 to 1; 0 for what acts outside the trees.</param>
/// <param name="MeanAbsoluteContribution">Mean absolute SHAP value over the test customers, in units of the raw score.</param>
public sealed record FeatureImportance(string Feature, double GainShare, double MeanAbsoluteContribution);
