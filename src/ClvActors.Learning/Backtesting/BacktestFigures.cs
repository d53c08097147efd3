namespace ClvActors.Learning.Backtesting;

/// <summary>How well the champion predicts with one pair of windows: means over the folds of a cross-validation.</summary>
/// <remarks>Money is in whole units of currency over the pair's own horizon. A figure is null where a fold does not define it. Immutable.</remarks>
/// <param name="MeanAbsoluteError">Mean absolute error.</param>
/// <param name="RootMeanSquaredError">Root of the mean squared error.</param>
/// <param name="Spearman">Spearman's rank correlation.</param>
/// <param name="Gini">Normalised Gini coefficient.</param>
/// <param name="TopDecileLift">Lift of the top decile, at most 10.</param>
/// <param name="NaiveMeanAbsoluteError">Mean absolute error of the training labels' mean on the same customers.</param>
/// <param name="Score"><see cref="CompositeScore"/>, 0 to 1.</param>
/// <param name="ScoreDeviation">Standard deviation of the folds' scores.</param>
public sealed record BacktestFigures(
    double MeanAbsoluteError,
    double RootMeanSquaredError,
    double? Spearman,
    double? Gini,
    double? TopDecileLift,
    double NaiveMeanAbsoluteError,
    double Score,
    double ScoreDeviation);
