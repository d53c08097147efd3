using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>SHAP summary: a dot per customer and feature at its contribution, coloured by the rank of the feature's value.</summary>
/// <remarks>Source: Lundberg et al. 2020, "From local explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2, figure 4.</remarks>
internal static class ContributionChart
{
    /// <summary>Colours from the lowest to the highest value of a feature: classes <c>rank0</c> to <c>rank8</c>.</summary>
    public const int Colours = 9;

    private const double RowHeight = 25;
    private const double DotWidth = 3.2;

    /// <summary>Draws features from the top.</summary>
    public static XElement Draw(string id, IReadOnlyList<ContributionSample> samples)
    {
        LinearScale scale = LinearScale.Covering(samples.SelectMany(sample => sample.Points).Select(point => point.Contribution).Append(0));
        RowPlot rows = new([.. samples.Select(sample => sample.Feature)], PlotArea.LargeWidth, RowHeight, scale);
        ILookup<int, (double X, double Y)> dots = samples
            .SelectMany((sample, row) => Swarm(rows, row, sample.Points))
            .ToLookup(dot => dot.Colour, dot => (dot.X, dot.Y));
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            rows.Height,
            "Contributions of the features",
            $"Contributions from lowest to highest: {string.Join("; ", samples.Select(Sentence))}.",
            [
                .. rows.Frame("Contribution to the raw score"),
                rows.Reference(0),
                Svg.Group("swarm", dots.OrderBy(colour => colour.Key).Select(colour => Svg.Dots($"rank{colour.Key}", colour))),
            ]);
    }

    /// <summary>Places the dots of a row; those that would cover each other move up and down in turn.</summary>
    private static IEnumerable<(int Colour, double X, double Y)> Swarm(RowPlot rows, int row, IReadOnlyList<ContributionPoint> points)
    {
        (int Colour, double X, int Bin)[] dots =
        [
            .. points.Where(point => double.IsFinite(point.Contribution) && double.IsFinite(point.FeatureValueRank)).Select(point =>
            {
                double x = rows.X(point.Contribution);
                return ((int)Math.Clamp(point.FeatureValueRank * Colours, 0, Colours - 1), x, (int)(x / DotWidth));
            }),
        ];
        int tallest = dots.GroupBy(dot => dot.Bin).Select(bin => bin.Count()).Append(1).Max();
        double distance = Math.Min(DotWidth, (RowHeight - DotWidth) / tallest);
        Dictionary<int, int> heights = [];
        foreach ((int colour, double x, int bin) in dots)
        {
            int before = heights.GetValueOrDefault(bin);
            heights[bin] = before + 1;
            int layer = (before + 1) / 2 * (before % 2 == 0 ? 1 : -1);
            yield return (colour, x, rows.Centre(row) + (layer * distance));
        }
    }

    private static string Sentence(ContributionSample sample)
    {
        double[] finite = [.. sample.Points.Select(point => point.Contribution).Where(double.IsFinite)];
        return finite.Length == 0
            ? $"{sample.Feature} none"
            : $"{sample.Feature} {NumberText.Fixed(finite.Min(), 3)} to {NumberText.Fixed(finite.Max(), 3)}";
    }
}
