using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Two bars per feature side by side, each with its own scale: mean absolute contribution and share of the gain.</summary>
internal static class ImportanceChart
{
    private const double RowHeight = 21;
    private const double Top = 26;
    private const double BarHeight = 13;
    private const double ValueWidth = 44;

    /// <summary>Draws features from the top.</summary>
    public static XElement Draw(string id, IReadOnlyList<FeatureImportance> features)
    {
        string[] names = [.. features.Select(feature => feature.Feature)];
        double left = RowPlot.LabelWidth(names, PlotArea.LargeWidth);
        double column = (PlotArea.LargeWidth - left) / 2;
        int decimals = NumberText.DecimalsFor(features.Select(feature => feature.MeanAbsoluteContribution).Order().Skip(features.Count / 2));
        return Svg.Chart(
            id,
            PlotArea.LargeWidth,
            Top + (RowHeight * features.Count) + 6,
            "Feature importance",
            $"Mean absolute contribution and share of the gain: {string.Join("; ", features.Select(feature =>
                $"{feature.Feature} {NumberText.Fixed(feature.MeanAbsoluteContribution, decimals)} and {NumberText.Percent(feature.GainShare, 1)}"))}.",
            [
                Svg.Group("axis y", RowPlot.Names(names, left, Centre)),
                .. Bars("contribution", "Mean |contribution|", left, column, features, feature => feature.MeanAbsoluteContribution, value => NumberText.Fixed(value, decimals)),
                .. Bars("gain", "Share of gain", left + column, column, features, feature => feature.GainShare, value => NumberText.Percent(value, 1)),
            ]);
    }

    private static double Centre(int row) => Top + (RowHeight * (row + 0.5));

    private static IEnumerable<XElement> Bars(
        string classes, string heading, double left, double width, IReadOnlyList<FeatureImportance> features, Func<FeatureImportance, double> value, Func<double, string> text)
    {
        double largest = features.Select(value).Where(double.IsFinite).Append(0).Max();
        yield return Svg.Group("axis x", Svg.Text("name", left, 13, heading));
        yield return Svg.Group(
            classes,
            features.SelectMany((feature, row) =>
            {
                double length = largest > 0 && double.IsFinite(value(feature)) ? (width - ValueWidth) * value(feature) / largest : 0;
                return new[]
                {
                    Svg.Rectangle("bar", left, Centre(row) - (BarHeight / 2), length, BarHeight),
                    Svg.Text("value", left + length + 5, Centre(row) + 4, text(value(feature))),
                };
            }));
    }
}
