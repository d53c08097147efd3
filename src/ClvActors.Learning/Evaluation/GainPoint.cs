namespace ClvActors.Learning.Evaluation;

/// <summary>A point of the cumulative gain curve.</summary>
/// <param name="RowShare">Share of the rows, highest predictions first, 0 to 1.</param>
/// <param name="CapturedShare">Share of the sum of all actual values that these rows hold.</param>
public readonly record struct GainPoint(double RowShare, double CapturedShare);
