using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Mean prediction and mean actual value of one model in every tenth of its predictions, joined by their difference.</summary>
internal static class CalibrationChart
{
    private const double Height = 250;

    /// <summary>The scale that all models of a split share.</summary>
    public static Scale ScaleOf(string kind, ValueWords words, IEnumerable<ModelCurves> curves)
    {
        IEnumerable<double> means = curves.SelectMany(curve => curve.Deciles).SelectMany(decile => new[] { decile.MeanActual, decile.MeanPredicted });
        return kind == EvaluationKinds.Probability ? LinearScale.Covering(means.Append(0), percent: true) : SignedLogScale.Covering(means, words.Negligible);
    }

    /// <summary>Draws one model.</summary>
    public static XElement Draw(string id, ModelCurves curves, Scale scale, ValueWords words, ModelStyles styles)
    {
        LinearScale tenths = new(0.4, 10.6, 1);
        PlotArea area = PlotArea.In(PlotArea.PanelWidth, Height, tenths, scale);
        Decile[] deciles = [.. curves.Deciles.Where(decile => double.IsFinite(decile.MeanActual) && double.IsFinite(decile.MeanPredicted))];
        return Svg.Chart(
            id,
            PlotArea.PanelWidth,
            Height,
            $"Calibration by decile of {curves.Model}",
            $"{words.Mean} per decile, predicted and actual: {string.Join("; ", deciles.Select(decile => Sentence(decile, scale)))}.",
            area.Frame("Decile of predictions", words.Mean).Append(Svg.Group(
                styles.ClassesOf(curves.Model),
                deciles.Select(decile => Pair(area, decile, scale)))));
    }

    private static XElement Pair(PlotArea area, Decile decile, Scale scale)
    {
        double x = area.X(decile.Number);
        double predicted = area.Y(decile.MeanPredicted);
        double actual = area.Y(decile.MeanActual);
        return Svg.Group(
            null,
            Svg.Tooltip($"Decile {Sentence(decile, scale)}, {NumberText.Count(decile.Rows)} customers"),
            Svg.Line("gap", x, predicted, x, actual),
            Svg.Circle("hollow", x, actual, 5),
            Svg.Circle("filled", x, predicted, 3.2));
    }

    private static string Sentence(Decile decile, Scale scale) =>
        $"{decile.Number}: predicted {Value(decile.MeanPredicted, scale)}, actual {Value(decile.MeanActual, scale)}";

    private static string Value(double value, Scale scale) =>
        scale is LinearScale ? NumberText.Percent(value, 1) : NumberText.Fixed(value, Math.Abs(value) < 10 ? 2 : 0);
}
