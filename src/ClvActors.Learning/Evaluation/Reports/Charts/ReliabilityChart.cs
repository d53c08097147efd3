using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Predicted probabilities against observed shares; discs grow with the number of rows behind them.</summary>
internal static class ReliabilityChart
{
    private const double Height = 380;
    private const double LargestRadius = 6;

    /// <summary>Draws the models that have a reliability curve, the champion on top.</summary>
    public static XElement Draw(string id, IReadOnlyList<ModelCurves> curves, ModelStyles styles)
    {
        PlotArea area = PlotArea.In(PlotArea.LargeWidth, Height, LinearScale.Shares, LinearScale.Shares);
        int most = curves.SelectMany(curve => curve.Reliability ?? []).Select(point => point.Count).Append(1).Max();
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            Height,
            "Reliability",
            $"Predicted probability and observed share by bins: {string.Join("; ", curves.Select(curve => $"{curve.Model} {Sentence(Finite(curve))}"))}.",
            [
                .. area.Frame("Predicted probability", "Observed share"),
                area.Diagonal(),
                .. curves.OrderByDescending(curve => styles.PositionOf(curve.Model)).Select(curve => Svg.Group(
                    styles.ClassesOf(curve.Model),
                    [
                        Svg.Polyline("line", Finite(curve).Select(point => (area.X(point.Predicted), area.Y(point.Observed)))),
                        .. Finite(curve).Select(point => Svg.Circle(
                            "filled",
                            area.X(point.Predicted),
                            area.Y(point.Observed),
                            Math.Max(1.5, LargestRadius * Math.Sqrt((double)point.Count / most)),
                            Svg.Tooltip($"{curve.Model}: {Sentence([point])}, {NumberText.Count(point.Count)} customers"))),
                    ])),
            ]);
    }

    private static ReliabilityPoint[] Finite(ModelCurves curve) =>
        [.. (curve.Reliability ?? []).Where(point => double.IsFinite(point.Predicted) && double.IsFinite(point.Observed))];

    private static string Sentence(IEnumerable<ReliabilityPoint> points) =>
        string.Join(", ", points.Select(point => $"{NumberText.Percent(point.Predicted, 1)} predicted {NumberText.Percent(point.Observed, 1)} observed"));
}
