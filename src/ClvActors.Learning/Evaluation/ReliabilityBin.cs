namespace ClvActors.Learning.Evaluation;

/// <summary>Rows of similar predicted probability and how often the outcome was 1.</summary>
/// <param name="Lower">Least probability of the bin: its bound when bins are equally wide, that of a row when they are equally full.</param>
/// <param name="Upper">Largest probability of the bin.</param>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="MeanProbability">Mean of the probabilities.</param>
/// <param name="ObservedShare">Share of the outcomes that are 1.</param>
public readonly record struct ReliabilityBin(double Lower, double Upper, int Rows, double MeanProbability, double ObservedShare);
