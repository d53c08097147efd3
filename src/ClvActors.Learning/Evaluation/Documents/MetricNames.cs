namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>Names of figures in documents and tables; their definitions are those of the records that compute them.</summary>
public static class MetricNames
{
    /// <summary><see cref="RegressionMetrics.MeanAbsoluteError"/>; less is better.</summary>
    public const string MeanAbsoluteError = "mae";

    /// <summary><see cref="RegressionMetrics.RootMeanSquaredError"/>; less is better.</summary>
    public const string RootMeanSquaredError = "rmse";

    /// <summary><see cref="RegressionMetrics.MeanAbsolutePercentageError"/>, in percent; less is better.</summary>
    public const string MeanAbsolutePercentageError = "mape";

    /// <summary><see cref="RegressionMetrics.RSquared"/>; more is better.</summary>
    public const string RSquared = "r2";

    /// <summary><see cref="RegressionMetrics.Spearman"/>; more is better.</summary>
    public const string Spearman = "spearman";

    /// <summary><see cref="GainCurve.NormalisedGini"/>; more is better.</summary>
    public const string Gini = "gini";

    /// <summary><see cref="RegressionMetrics.TopDecileLift"/>; more is better.</summary>
    public const string TopDecileLift = "top_decile_lift";

    /// <summary>Share of all actual value that the tenth of the rows with the highest predictions holds, 0 to 1: a tenth of the lift; more is better.</summary>
    public const string TopDecileShare = "top_decile_share";

    /// <summary><see cref="ClassificationMetrics.LogLoss"/>; less is better.</summary>
    public const string LogLoss = "log_loss";

    /// <summary><see cref="ClassificationMetrics.Brier"/>; less is better.</summary>
    public const string Brier = "brier";

    /// <summary><see cref="ClassificationMetrics.Auc"/>; more is better.</summary>
    public const string Auc = "auc";

    /// <summary>Whether more of a figure is better.</summary>
    /// <param name="metric">One of the names here.</param>
    /// <exception cref="ArgumentException">The name is none of them.</exception>
    public static bool MoreIsBetter(string metric) => metric switch
    {
        RSquared or Spearman or Gini or TopDecileLift or TopDecileShare or Auc => true,
        MeanAbsoluteError or RootMeanSquaredError or MeanAbsolutePercentageError or LogLoss or Brier => false,
        _ => throw new ArgumentException($"'{metric}' is not the name of a metric", nameof(metric)),
    };
}
