namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>What a search minimises: the mean absolute error, with a part for the order of the customers.</summary>
/// <remarks>
/// loss = MAE + mean label x (1 - Spearman): a rank correlation higher by 0.01 is worth one hundredth of the mean label. Without the second part the best predictions by MAE
/// may put customers in an order that is worse than that of their past spend. The same for every contender.
/// </remarks>
public static class TuningLoss
{
    /// <summary>The loss of predictions.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, as many; when one is not finite the loss is infinite.</param>
    /// <returns>In the unit of the labels; equal predictions count as of no order.</returns>
    public static double Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        foreach (double value in predicted)
        {
            if (!double.IsFinite(value))
            {
                return double.PositiveInfinity;
            }
        }

        RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
        double spearman = double.IsNaN(metrics.Spearman) ? 0 : metrics.Spearman;
        double mean = 0;
        foreach (double value in actual)
        {
            mean += value / actual.Length;
        }

        return metrics.MeanAbsoluteError + (mean * (1 - spearman));
    }
}
