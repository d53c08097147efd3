using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Quantiles of actual value minus prediction, a row per model: the median as a mark, symmetric pairs of quantiles as bars, inner ones thicker.</summary>
internal static class ResidualChart
{
    private const double RowHeight = 27;
    private const double ThickestBar = 15;
    private const double Same = 1e-6;

    // More bars than these cannot be told apart; a document that has none of them shows all that it has.
    private static readonly double[] UsualLevels = [0.01, 0.05, 0.1, 0.25];

    /// <summary>Draws the models that have residual quantiles.</summary>
    public static XElement Draw(string id, IReadOnlyList<ModelCurves> curves, ValueWords words, ModelStyles styles)
    {
        IEnumerable<double> residuals = curves.SelectMany(curve => curve.ResidualQuantiles).Select(quantile => quantile.Residual);
        SignedLogScale scale = SignedLogScale.Covering(residuals, words.Negligible);
        RowPlot rows = new([.. curves.Select(curve => curve.Model)], PlotArea.LargeWidth, RowHeight, scale);
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            rows.Height,
            "Quantiles of the residuals",
            $"Actual minus predicted: {string.Join("; ", curves.Select(Sentence))}.",
            [.. rows.Frame("Actual minus predicted"), rows.Reference(0), .. curves.Select((curve, row) => Row(rows, row, curve, styles))]);
    }

    /// <summary>The levels below the median whose bars are shown, ascending: those that have a partner above it.</summary>
    public static IReadOnlyList<double> Levels(ModelCurves curve)
    {
        double[] paired =
        [
            .. curve.ResidualQuantiles.Select(quantile => quantile.Level)
                .Where(level => level < 0.5 - Same && curve.ResidualQuantiles.Any(other => Math.Abs(level + other.Level - 1) < Same))
                .Order(),
        ];
        double[] usual = [.. paired.Where(level => UsualLevels.Any(other => Math.Abs(level - other) < Same))];
        return usual.Length > 0 ? usual : paired;
    }

    private static XElement Row(RowPlot rows, int row, ModelCurves curve, ModelStyles styles)
    {
        ResidualQuantile[] quantiles = [.. curve.ResidualQuantiles.Where(quantile => double.IsFinite(quantile.Residual)).OrderBy(quantile => quantile.Level)];
        IReadOnlyList<double> levels = Levels(curve);
        (ResidualQuantile Low, ResidualQuantile High)[] pairs =
        [
            .. from low in quantiles
               where levels.Contains(low.Level)
               from high in quantiles
               where Math.Abs(low.Level + high.Level - 1) < Same
               select (low, high),
        ];
        double centre = rows.Centre(row);
        return Svg.Group(
            styles.ClassesOf(curve.Model),
            [
                Svg.Tooltip(Sentence(curve)),
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

    /// <summary>The median, and the quantiles of the bars.</summary>
    private static string Sentence(ModelCurves curve)
    {
        double[] distances = [0, .. Levels(curve).Select(level => 0.5 - level)];
        IEnumerable<ResidualQuantile> shown = curve.ResidualQuantiles.Where(quantile =>
            distances.Any(distance => Math.Abs(Math.Abs(quantile.Level - 0.5) - distance) < Same));
        return $"{curve.Model} " + string.Join(", ", shown.Select(quantile =>
            $"{NumberText.Percent(quantile.Level, 0)} at {NumberText.Fixed(quantile.Residual, Math.Abs(quantile.Residual) < 10 ? 2 : 0)}"));
    }
}
