using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>The order in which plots show models: those that are worth a look first.</summary>
internal static class MetricRanking
{
    /// <summary>The champion, then the others by the first figure of their split, best first; those without one last, in the order of the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="styles">Its models.</param>
    /// <param name="curves">Curves of one split.</param>
    public static IEnumerable<ModelCurves> Order(EvaluationDocument document, ModelStyles styles, IEnumerable<ModelCurves> curves)
    {
        MetricFormat? metric = MetricFormat.Of(document).FirstOrDefault(format => format.MoreIsBetter is not null);
        return curves
            .OrderByDescending(curve => styles.IsChampion(curve.Model))
            .ThenBy(curve => Loss(document, curve, metric))
            .ThenBy(curve => styles.PositionOf(curve.Model));
    }

    private static double Loss(EvaluationDocument document, ModelCurves curve, MetricFormat? metric)
    {
        double? value = metric is null
            ? null
            : document.Rows.FirstOrDefault(row => row.Model == curve.Model && row.Split == curve.Split)?.Metrics.GetValueOrDefault(metric.Metric);
        return value is { } number && double.IsFinite(number) ? (metric!.MoreIsBetter == true ? -number : number) : double.PositiveInfinity;
    }
}
