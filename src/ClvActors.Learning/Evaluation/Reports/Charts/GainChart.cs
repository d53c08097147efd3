using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Cumulative gain of all models: the share of value that the customers with the highest predictions hold.</summary>
internal static class GainChart
{
    private const double Height = 380;
    private const double Told = 0.1;

    /// <summary>Draws the models that have a gain curve, the champion on top.</summary>
    public static XElement Draw(string id, IReadOnlyList<ModelCurves> curves, ValueWords words, ModelStyles styles)
    {
        PlotArea area = PlotArea.In(PlotArea.LargeWidth, Height, LinearScale.Shares, LinearScale.Shares);
        IReadOnlyList<ValueShare>? perfect = curves.Select(curve => curve.PerfectGain).FirstOrDefault(curve => curve is { Count: > 0 });
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            Height,
            "Cumulative gain",
            $"Share of {words.Noun} held by the tenth of the customers with the highest predictions: "
                + $"{string.Join("; ", curves.Select(curve => $"{curve.Model} {NumberText.Percent(At(curve.Gain, Told), 1)}"))}.",
            [
                .. area.Frame("Share of customers, highest predictions first", $"Share of {words.Noun}"),
                area.Diagonal(),
                .. perfect is null ? Enumerable.Empty<XElement>() : [Svg.Polyline("perfect", Places(perfect, area))],
                .. curves.OrderByDescending(curve => styles.PositionOf(curve.Model)).Select(curve => Svg.Group(
                    styles.ClassesOf(curve.Model),
                    Svg.Tooltip(curve.Model),
                    Svg.Polyline("line", Places(curve.Gain, area)))),
            ]);
    }

    private static IEnumerable<(double X, double Y)> Places(IReadOnlyList<ValueShare> curve, PlotArea area) =>
        curve.Where(point => double.IsFinite(point.ShareOfCustomers) && double.IsFinite(point.ShareOfValue))
            .Select(point => (area.X(point.ShareOfCustomers), area.Y(point.ShareOfValue)));

    /// <summary>The curve at a share of the customers, linear between its points; NaN beyond its ends.</summary>
    private static double At(IReadOnlyList<ValueShare> curve, double share)
    {
        for (int i = 1; i < curve.Count; i++)
        {
            (ValueShare before, ValueShare after) = (curve[i - 1], curve[i]);
            if (before.ShareOfCustomers <= share && share <= after.ShareOfCustomers && before.ShareOfCustomers < after.ShareOfCustomers)
            {
                double part = (share - before.ShareOfCustomers) / (after.ShareOfCustomers - before.ShareOfCustomers);
                return before.ShareOfValue + (part * (after.ShareOfValue - before.ShareOfValue));
            }
        }

        return double.NaN;
    }
}
