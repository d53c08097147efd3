namespace ClvActors.Learning.Evaluation;

/// <summary>The loss whose best prediction is a quantile.</summary>
/// <remarks>Source: Koenker and Bassett 1978, "Regression Quantiles".</remarks>
public static class PinballLoss
{
    /// <summary>Mean over the rows of q (a - p) where the actual value a is at least the prediction p, and of (1 - q) (p - a) where it is less.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predicted quantiles, finite, as many.</param>
    /// <param name="quantile">q, above 0 and below 1; at 0.5 the loss is half the mean absolute error.</param>
    /// <returns>The loss in the unit of the values, 0 or more.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is out of range.</exception>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double quantile)
    {
        EvaluationInput.Check(actual, predicted);
        EvaluationInput.CheckShare(quantile, nameof(quantile));
        double sum = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            double over = actual[row] - predicted[row];
            sum += over >= 0 ? quantile * over : (quantile - 1) * over;
        }

        return sum / actual.Length;
    }

    /// <summary>The loss at one quantile as a metric; less is better.</summary>
    /// <param name="quantile">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is out of range.</exception>
    public static Metric At(double quantile)
    {
        EvaluationInput.CheckShare(quantile, nameof(quantile));
        return (actual, predicted) => Of(actual, predicted, quantile);
    }
}
