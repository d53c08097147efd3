using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Tables;

public sealed class DifferenceTableTests
{
    [Theory]
    [InlineData(MetricNames.MeanAbsoluteError, -2, -1, "better")]
    [InlineData(MetricNames.MeanAbsoluteError, 1, 2, "worse")]
    [InlineData(MetricNames.Spearman, 1, 2, "better")]
    [InlineData(MetricNames.Spearman, -2, -1, "worse")]
    [InlineData(MetricNames.Spearman, -1, 1, "")]
    [InlineData(MetricNames.Spearman, 0, 1, "")]
    [InlineData(MetricNames.Spearman, double.NaN, double.NaN, "")]
    [InlineData("new", 1, 2, "")]
    public void Of_Interval_WordOnlyWhereItExcludesZero(string metric, double low, double high, string word)
    {
        EvaluationDocument document = SmallEvaluation.Bare with
        {
            Differences = [new("a", "b", "published", metric, (low + high) / 2, low, high, 0.95, 100)],
        };

        ReportCell cell = DifferenceTable.Of(document, MetricFormat.Of(document))!.Groups[0].Rows[0][1];

        Assert.Equal(word switch { "better" => CellTone.Better, "worse" => CellTone.Worse, _ => CellTone.Plain }, cell.Tone);
        Assert.Equal(word.Length > 0, cell.Text.EndsWith(" " + word, StringComparison.Ordinal) && cell.Tone != CellTone.Plain);
    }

    [Fact]
    public void Of_TwoModels_BothAreNamed()
    {
        EvaluationDocument document = SmallEvaluation.Bare with
        {
            Differences =
            [
                new("a", "b", "published", MetricNames.Auc, 0.1, 0, 0.2, 0.95, 100),
                new("c", "b", "published", MetricNames.Auc, 0.1, 0, 0.2, 0.9, 100),
            ],
        };

        ReportTable table = DifferenceTable.Of(document, MetricFormat.Of(document))!;

        Assert.Equal(["Model", "Minus", "AUC ↑"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["a", "c"], table.Groups[0].Rows.Select(row => row[0].Text));
        Assert.Contains("95% or 90%", table.Caption);
    }
}
