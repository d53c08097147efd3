namespace ClvActors.Learning.Evaluation;

/// <summary>Whether predictions of value are right on average, over all rows and along their range.</summary>
/// <remarks>
/// The decile error is that of https://github.com/google/lifetime_value/blob/master/lifetime_value/metrics.py (<c>decile_stats</c>, <c>decile_mape</c>), with the deciles of
/// <see cref="DecileTable"/>. Immutable; any number of threads may read.
/// </remarks>
/// <param name="Deciles">The deciles that hold rows, lowest predictions first.</param>
/// <param name="MeanAbsolutePercentageError">
/// Mean over deciles of 100 x |mean prediction - mean actual value| / |mean actual value|, in percent, deciles whose actual values average 0 left out; NaN when all do.
/// </param>
/// <param name="TotalRatio">Sum of the predictions / sum of the actual values; NaN when the latter is 0.</param>
/// <param name="Slope">
/// Least-squares slope of decile mean actual values on decile mean predictions, weighted by rows: 1 when calibrated, below 1 when high predictions are too high and low ones too
/// low. NaN when all deciles predict the same.
/// </param>
public sealed record DecileCalibration(IReadOnlyList<Decile> Deciles, double MeanAbsolutePercentageError, double TotalRatio, double Slope)
{
    /// <summary>Compares predictions with actual values by decile.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    public static DecileCalibration Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Decile[] deciles = [.. DecileTable.Of(actual, predicted).Where(decile => decile.Rows > 0)];
        double[] errors =
        [
            .. deciles.Where(decile => decile.MeanActual != 0)
                .Select(decile => 100 * Math.Abs((decile.MeanPredicted - decile.MeanActual) / decile.MeanActual)),
        ];
        return new DecileCalibration(
            deciles,
            errors.Length == 0 ? double.NaN : errors.Average(),
            Metrics.TotalRatio(actual, predicted),
            SlopeOf(deciles));
    }

    private static double SlopeOf(Decile[] deciles)
    {
        double rows = deciles.Sum(decile => decile.Rows);
        double meanPredicted = deciles.Sum(decile => decile.Rows * decile.MeanPredicted) / rows;
        double meanActual = deciles.Sum(decile => decile.Rows * decile.MeanActual) / rows;
        double spread = deciles.Sum(decile => decile.Rows * Math.Pow(decile.MeanPredicted - meanPredicted, 2));
        double both = deciles.Sum(decile => decile.Rows * (decile.MeanPredicted - meanPredicted) * (decile.MeanActual - meanActual));
        return spread == 0 ? double.NaN : both / spread;
    }
}
