namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>What a feature contributed to one customer's raw score.</summary>
/// <param name="FeatureValueRank">Where the customer's value of the feature stands among those of the sample, 0 for the least to 1; equal values share their mean rank.</param>
/// <param name="Contribution">The SHAP value, in units of the raw score.</param>
public readonly record struct ContributionPoint(double FeatureValueRank, double Contribution);
