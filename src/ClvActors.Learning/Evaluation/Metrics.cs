namespace ClvActors.Learning.Evaluation;

/// <summary>The figures of <see cref="RegressionMetrics"/>, <see cref="ClassificationMetrics"/> and <see cref="GainCurve"/> one by one, for intervals and tuning.</summary>
/// <remarks>Definitions and NaN are those of the records. Stateless; safe on any thread.</remarks>
public static class Metrics
{
    /// <summary>Mean absolute error; less is better.</summary>
    public static Metric MeanAbsoluteError { get; } = static (actual, predicted) =>
    {
        EvaluationInput.Check(actual, predicted);
        double sum = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            sum += Math.Abs(actual[row] - predicted[row]);
        }

        return sum / actual.Length;
    };

    /// <summary>Root of the mean squared error; less is better.</summary>
    public static Metric RootMeanSquaredError { get; } = static (actual, predicted) =>
    {
        EvaluationInput.Check(actual, predicted);
        double sum = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            sum += (actual[row] - predicted[row]) * (actual[row] - predicted[row]);
        }

        return Math.Sqrt(sum / actual.Length);
    };

    /// <summary>Mean absolute percentage error over rows that are not 0, in percent; less is better.</summary>
    public static Metric MeanAbsolutePercentageError { get; } =
        static (actual, predicted) => RegressionMetrics.Of(actual, predicted).MeanAbsolutePercentageError;

    /// <summary>Share of the variance that is explained; more is better.</summary>
    public static Metric RSquared { get; } = static (actual, predicted) => RegressionMetrics.Of(actual, predicted).RSquared;

    /// <summary>Spearman's rank correlation; more is better.</summary>
    public static Metric Spearman { get; } = static (actual, predicted) => RegressionMetrics.Of(actual, predicted).Spearman;

    /// <summary>Lift of the top decile; more is better.</summary>
    public static Metric TopDecileLift { get; } = static (actual, predicted) => RegressionMetrics.Of(actual, predicted).TopDecileLift;

    /// <summary>Normalised Gini coefficient; more is better.</summary>
    public static Metric NormalisedGini { get; } = GainCurve.NormalisedGini;

    /// <summary>Sum of the predictions divided by the sum of the actual values; 1 is best. NaN when the latter is 0.</summary>
    public static Metric TotalRatio { get; } = static (actual, predicted) =>
    {
        EvaluationInput.Check(actual, predicted);
        double sumActual = 0;
        double sumPredicted = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            sumActual += actual[row];
            sumPredicted += predicted[row];
        }

        return sumActual == 0 ? double.NaN : sumPredicted / sumActual;
    };

    /// <summary>Mean log-loss of probabilities of outcomes that are 0 or 1; less is better.</summary>
    public static Metric LogLoss { get; } = static (outcomes, probabilities) => ClassificationMetrics.Of(outcomes, probabilities).LogLoss;

    /// <summary>Brier score of probabilities of outcomes that are 0 or 1; less is better.</summary>
    public static Metric Brier { get; } = static (outcomes, probabilities) => ClassificationMetrics.Of(outcomes, probabilities).Brier;

    /// <summary>Area under the receiver operating characteristic of probabilities of outcomes that are 0 or 1; more is better.</summary>
    public static Metric Auc { get; } = static (outcomes, probabilities) => ClassificationMetrics.Of(outcomes, probabilities).Auc;
}
