namespace ClvActors.Learning.Monitoring;

/// <summary>By which share live accuracy is worse than at validation: 0.2 is a fifth worse, negative is better; null where one of both is not known.</summary>
/// <param name="Mae">Live <see cref="AccuracyMeasures.RelativeMae"/> / that of the validation - 1.</param>
/// <param name="Spearman">1 - live / validation.</param>
/// <param name="Coverage">1 - live / validation: intervals that hold too much are no drop.</param>
public sealed record AccuracyDrop(double? Mae, double? Spearman, double? Coverage);
