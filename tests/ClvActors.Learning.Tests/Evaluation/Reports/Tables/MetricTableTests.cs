using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Tables;

public sealed class MetricTableTests
{
    [Fact]
    public void OfMainSplits_Metrics_BestIsMarkedByTheDirectionOfEach()
    {
        EvaluationDocument document = Document(
            ("a", "published", 10, 0.5),
            ("b", "published", 20, 0.6),
            ("c", "published", null, 0.6));

        ReportTable table = MetricTable.OfMainSplits(document, MetricFormat.Of(document))!;

        Assert.Equal([CellTone.Best, CellTone.Plain, CellTone.Plain], table.Groups[0].Rows.Select(row => row[1].Tone));
        Assert.Equal([CellTone.Plain, CellTone.Best, CellTone.Best], table.Groups[0].Rows.Select(row => row[2].Tone));
        Assert.Equal("–", table.Groups[0].Rows[2][1].Text);
    }

    [Fact]
    public void OfMainSplits_OneModel_NothingIsBest()
    {
        EvaluationDocument document = Document(("a", "published", 10, 0.5));

        ReportTable table = MetricTable.OfMainSplits(document, MetricFormat.Of(document))!;

        Assert.All(table.Groups[0].Rows[0], cell => Assert.Equal(CellTone.Plain, cell.Tone));
    }

    [Fact]
    public void OfSplitsBehindMeans_NumberedSplits_OnlyThoseWithAMean()
    {
        EvaluationDocument document = Document(
            ("a", "published", 1, 1), ("a", "fold_0", 1, 1), ("a", "fold_1", 1, 1), ("a", "mean of 2 folds", 1, 1), ("a", "draw_0", 1, 1), ("a", "origin_x", 1, 1));
        IReadOnlyList<MetricFormat> formats = MetricFormat.Of(document);

        Assert.Equal(["published", "mean of 2 folds", "draw_0", "origin_x"], MetricTable.OfMainSplits(document, formats)!.Groups.Select(group => group.Name!));
        Assert.Equal(["fold_0", "fold_1"], MetricTable.OfSplitsBehindMeans(document, formats)!.Groups.Select(group => group.Name!));
    }

    [Fact]
    public void OfMainSplits_DifferentNumbersOfCustomers_HaveAColumn()
    {
        EvaluationDocument document = Document(("a", "published", 1, 1), ("b", "published", 1, 1));
        document = document with { Rows = [document.Rows[0], document.Rows[1] with { Rows = 7 }] };

        ReportTable table = MetricTable.OfMainSplits(document, MetricFormat.Of(document))!;

        Assert.Equal("Customers", table.Columns[1].Heading);
        Assert.Equal("7", table.Groups[0].Rows[1][1].Text);
        Assert.Null(table.Groups[0].Remark);
    }

    [Fact]
    public void Of_UnknownMetric_HasNoDirection()
    {
        EvaluationDocument document = SmallEvaluation.Bare with
        {
            Rows = [new("a", "published", 1, new Dictionary<string, double?> { ["new"] = 1 }), new("b", "published", 1, new Dictionary<string, double?> { ["new"] = 2 })],
        };

        ReportTable table = MetricTable.OfMainSplits(document, MetricFormat.Of(document))!;

        Assert.Equal("new", table.Columns[1].Heading);
        Assert.All(table.Groups[0].Rows, row => Assert.Equal(CellTone.Plain, row[1].Tone));
    }

    private static EvaluationDocument Document(params (string Model, string Split, double? Mae, double? Spearman)[] rows) => SmallEvaluation.Bare with
    {
        Rows =
        [
            .. rows.Select(row => new MetricRow(row.Model, row.Split, 5, new Dictionary<string, double?>
            {
                [MetricNames.MeanAbsoluteError] = row.Mae,
                [MetricNames.Spearman] = row.Spearman,
            })),
        ],
    };
}
