namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>What the plots of one model on one split are drawn from.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Split">Name of the split, as in <see cref="MetricRow"/>.</param>
/// <param name="Deciles">Tenths of the rows by prediction, lowest first; those without rows are left out.</param>
/// <param name="Gain">Cumulative gain from (0, 0) to (1, 1), highest predictions first; empty when nothing was spent.</param>
/// <param name="Scatter">Up to 600 customers: the 30 with the largest actual values and a seeded sample of the others.</param>
/// <param name="ResidualQuantiles">Quantiles of actual value minus prediction, ascending.</param>
/// <param name="Reliability">Predicted probability against observed share, ascending; null where values and not probabilities are predicted.</param>
/// <param name="PerfectGain">The gain of the order by actual value, the same for all models of a split; null when not told.</param>
public sealed record ModelCurves(
    string Model,
    string Split,
    IReadOnlyList<Decile> Deciles,
    IReadOnlyList<ValueShare> Gain,
    IReadOnlyList<ScatterPoint> Scatter,
    IReadOnlyList<ResidualQuantile> ResidualQuantiles,
    IReadOnlyList<ReliabilityPoint>? Reliability = null,
    IReadOnlyList<ValueShare>? PerfectGain = null);
