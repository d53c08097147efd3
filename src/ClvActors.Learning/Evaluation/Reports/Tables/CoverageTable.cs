using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>How often intervals held what came true, by group of customers.</summary>
internal static class CoverageTable
{
    /// <summary>The table.</summary>
    /// <returns>Null when the champion gives no intervals.</returns>
    public static ReportTable? Of(EvaluationDocument document)
    {
        if (document.Coverage.Count == 0)
        {
            return null;
        }

        int decimals = NumberText.DecimalsFor(document.Coverage.Select(row => row.MedianWidth));
        return ReportTable.Flat(
            null,
            [new("Group", ColumnKind.Text), new("Customers"), new("Level"), new("Coverage"), new("Mean width"), new("Median width")],
            document.Coverage.Select(row => (IReadOnlyList<ReportCell>)
            [
                new(row.Group),
                new(NumberText.Count(row.Rows)),
                new(NumberText.Percent(row.Level, 0)),
                new(NumberText.Percent(row.Coverage, 1)),
                new(NumberText.Fixed(row.MeanWidth, decimals)),
                new(NumberText.Fixed(row.MedianWidth, decimals)),
            ]));
    }
}
