namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>A quantile of actual value minus prediction.</summary>
/// <param name="Level">Share of the rows at or below it, 0 to 1.</param>
/// <param name="Residual">The quantile, linear between rows as numpy's <c>percentile</c>; above 0 too little was predicted.</param>
public readonly record struct ResidualQuantile(double Level, double Residual);
