using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Single customers of one model: what was predicted against what came true.</summary>
internal static class PredictedActualChart
{
    private const double Height = 350;

    // Dots of one element do not darken each other where they overlap; dealt to several, dense places show.
    private const int Layers = 6;

    /// <summary>The scale of both axes that all models of a split share.</summary>
    public static Scale ScaleOf(string kind, ValueWords words, IEnumerable<ModelCurves> curves) => kind == EvaluationKinds.Probability
        ? LinearScale.Shares
        : SignedLogScale.Covering(curves.SelectMany(curve => curve.Scatter).SelectMany(point => new[] { point.Actual, point.Predicted }), words.Negligible);

    /// <summary>Draws one model.</summary>
    public static XElement Draw(string id, ModelCurves curves, Scale scale, ValueWords words, ModelStyles styles)
    {
        PlotArea area = PlotArea.In(PlotArea.PanelWidth, Height, scale, scale);
        (double X, double Y)[] places =
        [
            .. curves.Scatter.Where(point => double.IsFinite(point.Actual) && double.IsFinite(point.Predicted))
                .Select(point => (area.X(point.Predicted), area.Y(point.Actual))),
        ];
        return Svg.Chart(
            id,
            PlotArea.PanelWidth,
            Height,
            $"Predicted against actual: {curves.Model}",
            $"{NumberText.Count(places.Length)} customers, {words.Predicted.ToLowerInvariant()} to the right, {words.Actual.ToLowerInvariant()} upwards; on the diagonal both agree.",
            area.Frame(words.Predicted, words.Actual).Append(area.Diagonal()).Append(Svg.Group(
                styles.ClassesOf(curves.Model),
                Enumerable.Range(0, Math.Min(Layers, places.Length)).Select(layer => Svg.Dots("dots", places.Where((_, i) => i % Layers == layer))))));
    }
}
