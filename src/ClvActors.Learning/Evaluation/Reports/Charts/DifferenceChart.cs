using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Differences of one figure with their intervals, a row per rival: filled where the interval excludes 0, hollow where it does not.</summary>
/// <remarks>
/// A rival far behind the others would press them together at 0: the axis ends at three times the median extent, and what goes beyond it ends in an arrow, a figure beyond it
/// beside the arrow.
/// </remarks>
internal static class DifferenceChart
{
    private const double RowHeight = 25;
    private const double MostExtents = 3;
    private const double ArrowLength = 7;
    private const int Labels = 4;

    /// <summary>Draws the differences of one model in one figure on one split.</summary>
    public static XElement Draw(string id, IReadOnlyList<DifferenceRow> differences, MetricFormat format, ModelStyles styles)
    {
        string model = differences[0].Model;
        double limit = Limit(differences);
        LinearScale scale = LinearScale.Covering(
            differences.SelectMany(row => new[] { row.Low, row.High, row.Difference }).Where(double.IsFinite).Select(value => Math.Clamp(value, -limit, limit)).Append(0),
            format.IsShare,
            Labels);
        RowPlot rows = new([.. differences.Select(row => row.Against)], PlotArea.PanelWidth, RowHeight, scale);
        return Svg.Chart(
            id,
            PlotArea.PanelWidth,
            rows.Height,
            $"{format.Title}: {model} minus rivals",
            $"Difference and interval: {string.Join("; ", differences.Select(row => Sentence(row, format)))}.",
            [.. rows.Frame(AxisTitle(model, format)), rows.Reference(0), .. differences.Select((row, i) => Mark(rows, i, row, format, styles))]);
    }

    private static double Limit(IReadOnlyList<DifferenceRow> differences)
    {
        double[] extents = [.. differences.Select(row => Math.Max(Math.Abs(row.Low), Math.Abs(row.High))).Where(extent => double.IsFinite(extent) && extent > 0).Order()];
        return extents.Length == 0 ? double.PositiveInfinity : MostExtents * extents[extents.Length / 2];
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
        bool beyond = row.Difference < rows.Scale.Low || row.Difference > rows.Scale.High;
        List<XElement> parts = [Svg.Tooltip(Sentence(row, format))];
        if (double.IsFinite(row.Low) && double.IsFinite(row.High))
        {
            parts.Add(Svg.Line("interval", rows.X(row.Low), y, rows.X(row.High), y));
            if (row.Low < rows.Scale.Low)
            {
                parts.Add(Arrow(rows.Left, y, -ArrowLength));
            }

            if (row.High > rows.Scale.High)
            {
                parts.Add(Arrow(rows.Right, y, ArrowLength));
            }
        }

        if (beyond)
        {
            bool below = row.Difference < 0;
            parts.Add(Svg.Text(below ? "value" : "value end", below ? rows.Left + 5 : rows.Right - 5, y - 5, format.Signed(row.Difference)));
        }
        else if (double.IsFinite(row.Difference))
        {
            parts.Add(Svg.Circle(DifferenceTable.ExcludesZero(row) ? "filled" : "hollow", rows.X(row.Difference), y, 4.5));
        }

        return Svg.Group(styles.ClassesOf(row.Against), parts);
    }

    private static XElement Arrow(double x, double y, double length) =>
        Svg.Polyline("arrow", [(x - length, y - 5), (x, y), (x - length, y + 5)]);

    private static string Sentence(DifferenceRow row, MetricFormat format) =>
        $"{row.Against} {format.Signed(row.Difference)} ({format.Signed(row.Low)} to {format.Signed(row.High)})";
}
