using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>The figures of every model, grouped by split, the best of each group marked.</summary>
internal static class MetricTable
{
    private const string MeanPrefix = "mean of ";

    /// <summary>Splits that are judged by themselves, and the means over several.</summary>
    /// <returns>Null when the document has no rows.</returns>
    public static ReportTable? OfMainSplits(EvaluationDocument document, IReadOnlyList<MetricFormat> formats) =>
        Of(document.Rows.Where(row => !IsPartOfMean(row.Split, document)), formats, "The best value of each split is marked; arrows point to what is better.");

    /// <summary>Splits that only matter as parts of a mean.</summary>
    /// <returns>Null when there are none.</returns>
    public static ReportTable? OfSplitsBehindMeans(EvaluationDocument document, IReadOnlyList<MetricFormat> formats) =>
        Of(document.Rows.Where(row => IsPartOfMean(row.Split, document)), formats, "The splits that the means are taken over.");

    private static ReportTable? Of(IEnumerable<MetricRow> rows, IReadOnlyList<MetricFormat> formats, string caption)
    {
        MetricRow[][] splits = [.. rows.GroupBy(row => row.Split).Select(split => split.ToArray())];
        if (splits.Length == 0)
        {
            return null;
        }

        // The number of customers is a remark on the split; a column only when models of a split predicted different ones.
        bool column = splits.Any(split => split.Any(row => row.Rows != split[0].Rows));
        IEnumerable<ReportColumn> customers = column ? [new("Customers")] : [];
        return new ReportTable(
            caption,
            [new("Model", ColumnKind.Text), .. customers, .. formats.Select(format => new ReportColumn(format.Heading))],
            [
                .. splits.Select(split => new ReportRowGroup(
                    split[0].Split,
                    [.. split.Select(row => Row(row, split, formats, column))],
                    column ? null : $"{NumberText.Count(split[0].Rows)} customers")),
            ],
            "Split");
    }

    private static IReadOnlyList<ReportCell> Row(MetricRow row, MetricRow[] split, IReadOnlyList<MetricFormat> formats, bool withCustomers) =>
    [
        ReportCell.OfModel(row.Model),
        .. withCustomers ? new[] { new ReportCell(NumberText.Count(row.Rows)) } : [],
        .. formats.Select(format => new ReportCell(
            format.Text(row.Metrics.GetValueOrDefault(format.Metric)), Tone: IsBest(row, split, format) ? CellTone.Best : CellTone.Plain)),
    ];

    private static bool IsBest(MetricRow row, MetricRow[] split, MetricFormat format)
    {
        double[] values = [.. split.Select(other => other.Metrics.GetValueOrDefault(format.Metric)).OfType<double>().Where(double.IsFinite)];
        return values.Length > 1 && format.MoreIsBetter is { } more && row.Metrics.GetValueOrDefault(format.Metric) == (more ? values.Max() : values.Min());
    }

    /// <summary>Whether a split is numbered, as <c>fold_3</c>, in a document that tells means: those are what is to be read.</summary>
    private static bool IsPartOfMean(string split, EvaluationDocument document)
    {
        int underscore = split.LastIndexOf('_');
        return underscore > 0
            && underscore < split.Length - 1
            && split.AsSpan(underscore + 1).IndexOfAnyExceptInRange('0', '9') < 0
            && document.Rows.Any(row => row.Split.StartsWith(MeanPrefix, StringComparison.Ordinal)
                && row.Split.Contains(split[..underscore], StringComparison.Ordinal));
    }
}
