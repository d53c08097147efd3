using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>Mean prediction and mean actual value by tenths of the predictions.</summary>
internal static class CalibrationTable
{
    /// <summary>The table of some models of one split.</summary>
    /// <returns>Null when none has deciles.</returns>
    public static ReportTable? Of(IEnumerable<ModelCurves> curves, string kind)
    {
        ModelCurves[] shown = [.. curves.Where(curve => curve.Deciles.Count > 0)];
        if (shown.Length == 0)
        {
            return null;
        }

        bool shares = kind == EvaluationKinds.Probability;
        int decimals = NumberText.DecimalsFor(shown.SelectMany(curve => curve.Deciles).Select(decile => decile.MeanActual));
        string Text(double value) => shares ? NumberText.Percent(value, 1) : NumberText.Fixed(value, decimals);
        return new ReportTable(
            null,
            [new("Decile", ColumnKind.Text), new("Customers"), new("Mean predicted"), new("Mean actual"), new("Predicted / actual")],
            [
                .. shown.Select(curve => new ReportRowGroup(curve.Model, [.. curve.Deciles.Select(decile => (IReadOnlyList<ReportCell>)
                [
                    new(NumberText.Count(decile.Number)),
                    new(NumberText.Count(decile.Rows)),
                    new(Text(decile.MeanPredicted)),
                    new(Text(decile.MeanActual)),
                    new(NumberText.Fixed(decile.MeanPredicted / decile.MeanActual, 2)),
                ])])),
            ],
            "Model");
    }
}
