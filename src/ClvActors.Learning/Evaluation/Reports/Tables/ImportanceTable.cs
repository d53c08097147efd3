using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>How much each feature matters.</summary>
internal static class ImportanceTable
{
    /// <summary>The table of the first features.</summary>
    /// <param name="document">The document.</param>
    /// <param name="most">Features at most.</param>
    /// <returns>Null when the champion gives no explanation.</returns>
    public static ReportTable? Of(EvaluationDocument document, int most = int.MaxValue) => document.Importance.Count == 0
        ? null
        : ReportTable.Flat(
            "Mean absolute SHAP value over the test customers, in units of the raw score, and share of the loss reduction of all splits."
                + (document.Importance.Count > most ? $" The first {most} of {document.Importance.Count} features; the page has them all." : ""),
            [new("Feature", ColumnKind.Text), new("Mean absolute contribution"), new("Share of gain")],
            document.Importance.Take(most).Select(feature => (IReadOnlyList<ReportCell>)
            [
                new(feature.Feature),
                new(NumberText.Fixed(feature.MeanAbsoluteContribution, 4)),
                new(NumberText.Percent(feature.GainShare, 1)),
            ]));
}
