namespace ClvActors.Learning.Evaluation;

/// <summary>One figure of how well predictions match what came true.</summary>
/// <param name="actual">Actual values, finite, at least one.</param>
/// <param name="predicted">Predictions, finite, as many.</param>
/// <returns>The figure; NaN where it is not defined on these rows.</returns>
public delegate double Metric(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted);
