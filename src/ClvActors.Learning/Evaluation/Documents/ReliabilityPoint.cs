namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>A bin of a reliability curve.</summary>
/// <param name="Predicted">Mean of the probabilities in the bin.</param>
/// <param name="Observed">Share of its outcomes that are 1.</param>
/// <param name="Count">Its rows, at least 1.</param>
public readonly record struct ReliabilityPoint(double Predicted, double Observed, int Count);
