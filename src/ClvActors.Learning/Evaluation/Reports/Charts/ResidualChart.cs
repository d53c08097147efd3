using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Quantiles of actual value minus prediction, a row per model: the median as a mark, symmetric pairs of quantiles as bars, inner ones thicker.</summary>
internal static class ResidualChart
{
    private const double RowHeight = 27;
    private const double ThickestBar = 15;
    private const double Same = 1e-6;

    /// <summary>Draws the models that have residual quantiles.</summary>
    public static XElement Draw(string id, string kind, IReadOnlyList<ModelCurves> curves, ModelStyles styles)
    {
        IEnumerable<double> residuals = curves.SelectMany(curve => curve.ResidualQuantiles).Select(quantile => quantile.Residual);
        Scale scale = kind == EvaluationKinds.Probability ? LinearScale.Covering(residuals) : SignedLogScale.Covering(residuals);
        RowPlot rows = new([.. curves.Select(curve => curve.Model)], PlotArea.LargeWidth, RowHeight, scale);
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            rows.Height,
            "Quantiles of the residuals",
            $"Actual minus predicted: {string.Join("; ", curves.Select(Sentence))}.",
            [.. rows.Frame("Actual minus predicted"), rows.Reference(0), .. curves.Select((curve, row) => Row(rows, row, curve, styles))]);
    }

    private static XElement Row(RowPlot rows, int row, ModelCurves curve, ModelStyles styles)
    {
        ResidualQuantile[] quantiles = [.. curve.ResidualQuantiles.Where(quantile => double.IsFinite(quantile.Residual)).OrderBy(quantile => quantile.Level)];
        (ResidualQuantile Low, ResidualQuantile High)[] pairs =
        [
            .. from low in quantiles
               where low.Level < 0.5 - Same
               from high in quantiles
               where Math.Abs(low.Level + high.Level - 1) < Same
               select (low, high),
        ];
        double centre = rows.Centre(row);
        return Svg.Group(
            styles.ClassesOf(curve.Model),
            [
                Svg.Tooltip($"{Sentence(curve)}"),
                .. pairs.Select((pair, i) =>
                {
                    double thickness = ThickestBar * (i + 1) / pairs.Length;
                    double left = rows.X(pair.Low.Residual);
                    return Svg.Rectangle("band", left, centre - (thickness / 2), rows.X(pair.High.Residual) - left, thickness);
                }),
                .. quantiles.Where(quantile => Math.Abs(quantile.Level - 0.5) < Same)
                    .Select(median => Svg.Line("median", rows.X(median.Residual), centre - 10, rows.X(median.Residual), centre + 10)),
            ]);
    }

    private static string Sentence(ModelCurves curve) =>
        $"{curve.Model} " + string.Join(", ", curve.ResidualQuantiles.Select(quantile =>
            $"{NumberText.Percent(quantile.Level, 1)} at {NumberText.Fixed(quantile.Residual, Math.Abs(quantile.Residual) < 10 ? 2 : 0)}"));
}
