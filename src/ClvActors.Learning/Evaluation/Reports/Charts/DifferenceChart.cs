using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Differences of one figure with their intervals, a row per rival: filled where the interval excludes 0, hollow where it does not.</summary>
internal static class DifferenceChart
{
    private const double RowHeight = 25;
    private const int Labels = 4;

    /// <summary>Draws the differences of one model in one figure on one split.</summary>
    public static XElement Draw(string id, IReadOnlyList<DifferenceRow> differences, MetricFormat format, ModelStyles styles)
    {
        string model = differences[0].Model;
        LinearScale scale = LinearScale.Covering(
            differences.SelectMany(row => new[] { row.Low, row.High, row.Difference }).Append(0), format.IsShare, Labels);
        RowPlot rows = new([.. differences.Select(row => row.Against)], PlotArea.PanelWidth, RowHeight, scale);
        return Svg.Chart(
            id,
            PlotArea.PanelWidth,
            rows.Height,
            $"{format.Title}: {model} minus rivals",
            $"Difference and interval: {string.Join("; ", differences.Select(row => Sentence(row, format)))}.",
            [.. rows.Frame(AxisTitle(model, format)), rows.Reference(0), .. differences.Select((row, i) => Mark(rows, i, row, format, styles))]);
    }

    private static string AxisTitle(string model, MetricFormat format) => format.MoreIsBetter switch
    {
        true => $"{model} is better →",
        false => $"← {model} is better",
        null => "Difference",
    };

    private static XElement Mark(RowPlot rows, int i, DifferenceRow row, MetricFormat format, ModelStyles styles)
    {
        double y = rows.Centre(i);
        List<XElement> parts = [Svg.Tooltip(Sentence(row, format))];
        if (double.IsFinite(row.Low) && double.IsFinite(row.High))
        {
            parts.Add(Svg.Line("interval", rows.X(row.Low), y, rows.X(row.High), y));
        }

        if (double.IsFinite(row.Difference))
        {
            parts.Add(Svg.Circle(DifferenceTable.ExcludesZero(row) ? "filled" : "hollow", rows.X(row.Difference), y, 4.5));
        }

        return Svg.Group(styles.ClassesOf(row.Against), parts);
    }

    private static string Sentence(DifferenceRow row, MetricFormat format) =>
        $"{row.Against} {format.Signed(row.Difference)} ({format.Signed(row.Low)} to {format.Signed(row.High)})";
}
