namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>What one feature contributed to the raw scores of a sample of customers.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Points">Up to 300 customers, the same ones for every feature.</param>
public sealed record ContributionSample(string Feature, IReadOnlyList<ContributionPoint> Points);
