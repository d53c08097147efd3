using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>The figures of predictions, by name, in the order of tables.</summary>
public static class Figures
{
    /// <summary>Computes all figures of a kind.</summary>
    /// <param name="kind">One of <see cref="EvaluationKinds"/>.</param>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <returns>Figure by name; null where it is not defined, among them those of the order when all predictions are equal.</returns>
    public static IReadOnlyDictionary<string, double?> Of(string kind, ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted) =>
        kind == EvaluationKinds.Probability ? OfProbabilities(actual, predicted) : OfValues(actual, predicted);

    /// <summary>The mean of each figure over several splits.</summary>
    /// <param name="rows">Figures of one model, of the same kind, at least one.</param>
    /// <returns>Mean by name; null where one of them is.</returns>
    public static IReadOnlyDictionary<string, double?> Mean(IReadOnlyList<IReadOnlyDictionary<string, double?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new OrderedDictionary<string, double?>(
            rows[0].Keys.Select(name => KeyValuePair.Create(name, rows.Any(row => row[name] is null) ? null : rows.Average(row => row[name]))));
    }

    private static OrderedDictionary<string, double?> OfValues(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
        bool hasOrder = predicted.ContainsAnyExcept(predicted[0]);
        return new OrderedDictionary<string, double?>
        {
            [MetricNames.MeanAbsoluteError] = Known(metrics.MeanAbsoluteError),
            [MetricNames.RootMeanSquaredError] = Known(metrics.RootMeanSquaredError),
            [MetricNames.MeanAbsolutePercentageError] = Known(metrics.MeanAbsolutePercentageError),
            [MetricNames.RSquared] = Known(metrics.RSquared),
            [MetricNames.Spearman] = Known(metrics.Spearman),
            [MetricNames.Gini] = hasOrder ? Known(GainCurve.NormalisedGini(actual, predicted)) : null,
            [MetricNames.TopDecileLift] = hasOrder ? Known(metrics.TopDecileLift) : null,
            [MetricNames.TopDecileShare] = hasOrder ? Known(metrics.TopDecileLift / 10) : null,
        };
    }

    private static OrderedDictionary<string, double?> OfProbabilities(ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities)
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(outcomes, probabilities);
        return new OrderedDictionary<string, double?>
        {
            [MetricNames.LogLoss] = Known(metrics.LogLoss),
            [MetricNames.Brier] = Known(metrics.Brier),
            [MetricNames.Auc] = Known(metrics.Auc),
        };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
