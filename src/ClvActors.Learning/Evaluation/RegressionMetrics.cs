namespace ClvActors.Learning.Evaluation;

/// <summary>How well predictions match what came true.</summary>
/// <remarks>
/// <para>Let a be the actual values, p the predictions, n their number. Money goes in and out in the same unit.</para>
/// <para>Immutable; any number of threads may read.</para>
/// </remarks>
/// <param name="Rows">n, at least 1.</param>
/// <param name="MeanAbsoluteError">sum |a - p| / n.</param>
/// <param name="RootMeanSquaredError">sqrt(sum (a - p)^2 / n).</param>
/// <param name="MeanAbsolutePercentageError">100 x mean of |a - p| / |a| over rows with a other than 0, in percent; NaN when all are 0.</param>
/// <param name="RSquared">1 - sum (a - p)^2 / sum (a - mean a)^2; NaN when all actual values are equal.</param>
/// <param name="Spearman">Pearson's correlation of the ranks of a and p, equal values sharing their mean rank; NaN when all actual values or all predictions are equal.</param>
/// <param name="TopDecileLift">
/// The share of sum a that the tenth decile of <see cref="DecileTable"/> holds, divided by 0.1: 1 for a useless order, at most 10. NaN when sum a is 0.
/// </param>
public sealed record RegressionMetrics(
    int Rows,
    double MeanAbsoluteError,
    double RootMeanSquaredError,
    double MeanAbsolutePercentageError,
    double RSquared,
    double Spearman,
    double TopDecileLift)
{
    /// <summary>Compares predictions with actual values.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    public static RegressionMetrics Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        EvaluationInput.Check(actual, predicted);
        double absolute = 0;
        double squared = 0;
        double relative = 0;
        double sum = 0;
        int nonZero = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            double error = actual[row] - predicted[row];
            absolute += Math.Abs(error);
            squared += error * error;
            sum += actual[row];
            if (actual[row] != 0)
            {
                relative += Math.Abs(error / actual[row]);
                nonZero++;
            }
        }

        double mean = sum / actual.Length;
        double spread = 0;
        foreach (double value in actual)
        {
            spread += (value - mean) * (value - mean);
        }

        IReadOnlyList<Decile> deciles = DecileTable.Of(actual, predicted);
        return new RegressionMetrics(
            actual.Length,
            absolute / actual.Length,
            Math.Sqrt(squared / actual.Length),
            nonZero == 0 ? double.NaN : 100 * relative / nonZero,
            spread == 0 ? double.NaN : 1 - (squared / spread),
            Correlate(Ranks.Average(actual), Ranks.Average(predicted)),
            sum == 0 ? double.NaN : deciles[^1].TotalActual / sum / 0.1);
    }

    private static double Correlate(double[] x, double[] y)
    {
        // Both are ranks, whose mean is known and whose sums are exact halves.
        double mean = (x.Length + 1) / 2.0;
        double both = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            both += (x[i] - mean) * (y[i] - mean);
            ofX += (x[i] - mean) * (x[i] - mean);
            ofY += (y[i] - mean) * (y[i] - mean);
        }

        return ofX == 0 || ofY == 0 ? double.NaN : both / Math.Sqrt(ofX * ofY);
    }
}
