using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>How the values of a figure are shown.</summary>
/// <param name="Metric">Name of the figure in documents.</param>
/// <param name="Title">Its name in tables and plots.</param>
/// <param name="Decimals">Decimals of its values.</param>
/// <param name="MoreIsBetter">Whether more of it is better; null for a figure that this build does not know.</param>
/// <param name="IsShare">Whether it is a share, shown as a percentage.</param>
/// <param name="Unit">What stands after its values.</param>
internal sealed record MetricFormat(string Metric, string Title, int Decimals, bool? MoreIsBetter, bool IsShare = false, string Unit = "")
{
    private const int Ratio = 3;

    /// <summary>The title with an arrow towards what is better.</summary>
    public string Heading => MoreIsBetter switch { true => Title + " ↑", false => Title + " ↓", null => Title };

    /// <summary>The formats of all figures of a document, in the order of its tables; errors in the unit of the values take their decimals from their size.</summary>
    public static IReadOnlyList<MetricFormat> Of(EvaluationDocument document) =>
    [
        .. document.Rows.SelectMany(row => row.Metrics.Keys)
            .Concat(document.Differences.Select(row => row.Metric))
            .Distinct(StringComparer.Ordinal)
            .Select(metric => Of(metric, document.Rows.Select(row => row.Metrics.GetValueOrDefault(metric)).OfType<double>())),
    ];

    /// <summary>A value, or an en dash.</summary>
    public string Text(double? value) => WithUnit(NumberText.Fixed(value * (IsShare ? 100 : 1), Decimals));

    /// <summary>A difference with its sign, or an en dash.</summary>
    public string Signed(double? value) => WithUnit(NumberText.Signed(value * (IsShare ? 100 : 1), Decimals));

    private static MetricFormat Of(string metric, IEnumerable<double> values) => metric switch
    {
        MetricNames.MeanAbsoluteError => Known(metric, "MAE", NumberText.DecimalsFor(values)),
        MetricNames.RootMeanSquaredError => Known(metric, "RMSE", NumberText.DecimalsFor(values)),
        MetricNames.MeanAbsolutePercentageError => Known(metric, "MAPE", 1) with { Unit = "%" },
        MetricNames.RSquared => Known(metric, "R²", Ratio),
        MetricNames.Spearman => Known(metric, "Spearman ρ", Ratio),
        MetricNames.Gini => Known(metric, "Gini", Ratio),
        MetricNames.TopDecileLift => Known(metric, "Lift, top 10%", 2),
        MetricNames.TopDecileShare => Known(metric, "Share, top 10%", 1) with { IsShare = true, Unit = "%" },
        MetricNames.LogLoss => Known(metric, "Log loss", Ratio + 1),
        MetricNames.Brier => Known(metric, "Brier", Ratio + 1),
        MetricNames.Auc => Known(metric, "AUC", Ratio),
        _ => new MetricFormat(metric, metric, NumberText.DecimalsFor(values), null),
    };

    private static MetricFormat Known(string metric, string title, int decimals) => new(metric, title, decimals, MetricNames.MoreIsBetter(metric));

    private string WithUnit(string text) => text == NumberText.Missing ? text : text + Unit;
}
