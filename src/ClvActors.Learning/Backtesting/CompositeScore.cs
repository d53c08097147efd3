namespace ClvActors.Learning.Backtesting;

/// <summary>One number by which pairs of windows are ranked whose labels have different sizes.</summary>
/// <remarks>
/// score = (S + G + E) / 3, where S is Spearman's rank correlation, G the normalised Gini coefficient and E = 1 - MAE / MAE of the naive mean on the same customers, each clipped to
/// 0..1 and 0 where it is not defined. All three are free of currency and of the length of the horizon: 0 is no better than the naive mean, 1 is perfect. RMSE and
/// lift are left out: the former hangs on a few customers, the latter has a greatest value that depends on the labels.
/// </remarks>
public static class CompositeScore
{
    /// <summary>The score in words, for reports.</summary>
    public const string Name = "mean of Spearman, normalised Gini and 1 - MAE / MAE of the naive mean, each clipped to 0..1";

    /// <summary>Computes the score.</summary>
    /// <param name="spearman">Spearman's rank correlation, or NaN.</param>
    /// <param name="gini">Normalised Gini coefficient, or NaN.</param>
    /// <param name="meanAbsoluteError">Mean absolute error of the model, 0 or more.</param>
    /// <param name="naiveMeanAbsoluteError">That of the training labels' mean on the same customers, 0 or more.</param>
    /// <returns>From 0 to 1.</returns>
    public static double Of(double spearman, double gini, double meanAbsoluteError, double naiveMeanAbsoluteError) =>
        (Clip(spearman) + Clip(gini) + Clip(1 - (meanAbsoluteError / naiveMeanAbsoluteError))) / 3;

    private static double Clip(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
}
