using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>What sets a model apart from its rivals, a row per rival and a column per figure.</summary>
internal static class DifferenceTable
{
    /// <summary>The table.</summary>
    /// <returns>Null without differences.</returns>
    public static ReportTable? Of(EvaluationDocument document, IReadOnlyList<MetricFormat> formats)
    {
        if (document.Differences.Count == 0)
        {
            return null;
        }

        MetricFormat[] shown = [.. formats.Where(format => document.Differences.Any(row => row.Metric == format.Metric))];
        bool oneModel = document.Differences.All(row => row.Model == document.Differences[0].Model);
        IEnumerable<ReportColumn> names = oneModel
            ? [new($"{document.Differences[0].Model} minus", ColumnKind.Text)]
            : [new("Model", ColumnKind.Text), new("Minus", ColumnKind.Text)];
        return new ReportTable(
            Caption(document.Differences),
            [.. names, .. shown.Select(format => new ReportColumn(format.Heading))],
            [
                .. document.Differences.GroupBy(row => row.Split).Select(split => new ReportRowGroup(
                    split.Key,
                    [.. split.GroupBy(row => (row.Model, row.Against)).Select(pair => Row(oneModel ? [pair.Key.Against] : [pair.Key.Model, pair.Key.Against], [.. pair], shown))])),
            ],
            "Split");
    }

    /// <summary>Whether the interval of a difference leaves 0 out.</summary>
    public static bool ExcludesZero(DifferenceRow row) => row.Low > 0 || row.High < 0;

    private static string Caption(IReadOnlyList<DifferenceRow> differences)
    {
        string levels = string.Join(" or ", differences.Select(row => NumberText.Percent(row.Level, 0)).Distinct());
        string resamples = string.Join(" or ", differences.Select(row => NumberText.Count(row.Resamples)).Distinct());
        return $"Each figure of the model minus that of the rival on the same customers, with the {levels} interval of a paired bootstrap ({resamples} resamples). "
            + "“Better” and “worse” are said only where the interval excludes 0.";
    }

    private static IReadOnlyList<ReportCell> Row(string[] models, DifferenceRow[] figures, MetricFormat[] formats) =>
        [.. models.Select(ReportCell.OfModel), .. formats.Select(format => Cell(Array.Find(figures, row => row.Metric == format.Metric), format))];

    private static ReportCell Cell(DifferenceRow? row, MetricFormat format)
    {
        if (row is null)
        {
            return new ReportCell(NumberText.Missing);
        }

        CellTone tone = !ExcludesZero(row) || format.MoreIsBetter is not { } more ? CellTone.Plain
            : row.Low > 0 == more ? CellTone.Better
            : CellTone.Worse;
        string word = tone switch { CellTone.Better => " better", CellTone.Worse => " worse", _ => "" };
        return new ReportCell(format.Signed(row.Difference) + word, $"{format.Signed(row.Low)} to {format.Signed(row.High)}", tone);
    }
}
