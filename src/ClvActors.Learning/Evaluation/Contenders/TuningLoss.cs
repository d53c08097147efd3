namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>What a search minimises: the mean absolute error, with a part for the order of the customers.</summary>
/// <remarks>
/// loss = MAE + mean label x (1 - Spearman): a rank correlation higher by 0.01 is worth one hundredth of the mean label. Without the second part the best predictions by MAE
/// may put customers in an order that is worse than that of their past spend. The same for every contender.
/// </remarks>
public static class TuningLoss
{
    /// <summary>The loss in words, for fingerprints and reports.</summary>
    public const string Name = "mae + mean label x (1 - spearman)";

    /// <summary>The loss as a metric: in the unit of the labels, equal predictions counting as of no order; less is better.</summary>
    public static Metric Value { get; } = static (actual, predicted) =>
    {
        RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
        double sum = 0;
        foreach (double value in actual)
        {
            sum += value;
        }

        double spearman = double.IsNaN(metrics.Spearman) ? 0 : metrics.Spearman;
        return metrics.MeanAbsoluteError + (sum / actual.Length * (1 - spearman));
    };
}
