namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>A labelled place on an axis.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Label">What stands beside it.</param>
internal readonly record struct ScaleTick(double Value, string Label);
