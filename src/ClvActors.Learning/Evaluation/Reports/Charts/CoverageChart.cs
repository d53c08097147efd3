using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Share of the actual values inside their intervals, a row per group, with the nominal level as a line.</summary>
internal static class CoverageChart
{
    private const double RowHeight = 27;

    /// <summary>Draws groups of one nominal level from the top.</summary>
    public static XElement Draw(string id, IReadOnlyList<CoverageRow> groups)
    {
        double level = groups[0].Level;
        WilsonInterval[] intervals = [.. groups.Select(group => WilsonInterval.Of(group.Coverage, group.Rows))];
        LinearScale covering = LinearScale.Covering(intervals.SelectMany(interval => new[] { interval.Low, interval.High }).Append(level), percent: true);
        RowPlot rows = new([.. groups.Select(group => group.Group)], PlotArea.LargeWidth, RowHeight, covering with { Low = Math.Max(covering.Low, 0), High = Math.Min(covering.High, 1) });
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            rows.Height,
            $"Coverage of {NumberText.Percent(level, 0)} intervals",
            $"Share of the customers inside their interval: {string.Join("; ", groups.Select(group => $"{group.Group} {NumberText.Percent(group.Coverage, 1)}"))}.",
            [
                .. rows.Frame("Share inside the interval"),
                rows.Reference(level),
                Svg.Group("m0", groups.Select((group, row) => (group, row)).Where(pair => double.IsFinite(intervals[pair.row].Low)).Select(pair => Svg.Group(
                    null,
                    Svg.Tooltip($"{pair.group.Group}: {NumberText.Percent(pair.group.Coverage, 1)} of {NumberText.Count(pair.group.Rows)}"),
                    Svg.Line("interval", rows.X(intervals[pair.row].Low), rows.Centre(pair.row), rows.X(intervals[pair.row].High), rows.Centre(pair.row)),
                    Svg.Circle("filled", rows.X(pair.group.Coverage), rows.Centre(pair.row), 4.5)))),
            ]);
    }
}
