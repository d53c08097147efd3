using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Charts;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>The plots of one split: ranking, residuals, calibration, single customers.</summary>
/// <param name="document">The document.</param>
/// <param name="styles">Colours of its models.</param>
/// <param name="curves">The curves of the split.</param>
/// <param name="number">Number of the split among those with curves, from 1; part of ids.</param>
internal sealed class CurveSections(EvaluationDocument document, ModelStyles styles, IEnumerable<ModelCurves> curves, int number)
{
    // Further models' own plots are a click away; two rows of three show.
    private const int PlotsShown = 6;

    private readonly ModelCurves[] _curves = [.. MetricRanking.Order(document, styles, curves)];
    private readonly ValueWords _words = ValueWords.Of(document.Kind);

    private bool IsProbability => document.Kind == EvaluationKinds.Probability;

    /// <summary>The sections of all splits: the first one's as they are, those of the others folded.</summary>
    public static IEnumerable<XElement> Of(EvaluationDocument document, ModelStyles styles)
    {
        int number = 0;
        foreach (IGrouping<string, ModelCurves> split in document.Curves.GroupBy(curve => curve.Split))
        {
            XElement[] sections = [.. new CurveSections(document, styles, split, ++number).Sections(split.Key)];
            if (number == 1)
            {
                foreach (XElement section in sections)
                {
                    yield return section;
                }
            }
            else if (sections.Length > 0)
            {
                yield return Html.Folded($"Plots of {split.Key}", sections);
            }
        }
    }

    private IEnumerable<XElement> Sections(string split) => new[]
    {
        Html.Section($"ranking-{number}", $"{(IsProbability ? "Ranking and reliability" : "Ranking and residuals")}: {split}", Legend(), Large()),
        Html.Section(
            $"calibration-{number}",
            $"Calibration by decile: {split}",
            Note(HasDeciles, "Filled: mean prediction of each tenth of the customers, lowest predictions first. Ring: what they came to. The gap is the error of the mean."),
            Panels(HasDeciles, "calibration", CalibrationPlots()),
            Deciles()),
        IsProbability ? null : Html.Section(
            $"scatter-{number}",
            $"Predicted against actual: {split}",
            Note(HasScatter, "Single customers, the largest and a sample of the others; both axes logarithmic away from 0. On the diagonal both agree, above it too little was predicted."),
            Panels(HasScatter, "scatter", ScatterPlots())),
    }.OfType<XElement>();

    private XElement? Large()
    {
        ModelCurves[] gain = [.. _curves.Where(curve => curve.Gain.Count > 1)];
        ModelCurves[] residuals = [.. _curves.Where(HasResiduals)];
        ModelCurves[] reliability = [.. _curves.Where(curve => curve.Reliability is { Count: > 0 })];
        XElement[] plots =
        [
            .. gain.Length == 0 ? Enumerable.Empty<XElement>() : [Html.Figure(
                GainChart.Draw($"gain-{number}", gain, _words, styles),
                "Cumulative gain",
                $"Share of all {_words.Noun} held by the customers with the highest predictions. Dotted: the perfect order and a random one.",
                large: true)],
            .. reliability.Length == 0 ? Enumerable.Empty<XElement>() : [Html.Figure(
                ReliabilityChart.Draw($"reliability-{number}", reliability, styles),
                "Reliability",
                "Observed share by predicted probability. On the diagonal both agree; larger discs stand for more customers.",
                large: true)],
            .. residuals.Length == 0 ? Enumerable.Empty<XElement>() : [Html.Figure(
                ResidualChart.Draw($"residuals-{number}", residuals, _words, styles),
                "Residuals",
                $"{ResidualReading(residuals[0])} Right of 0 too little was predicted.",
                large: true)],
        ];
        return plots.Length == 0 ? null : Html.Element("div", "plots two", plots);
    }

    /// <summary>Says which quantiles the bars are, from those that the first model has.</summary>
    private static string ResidualReading(ModelCurves curve)
    {
        IReadOnlyList<double> levels = ResidualChart.Levels(curve);
        return levels.Count == 0
            ? "Mark: the median."
            : $"Mark: the median. Bars: the middle {string.Join(", ", levels.OrderDescending().Select(level => NumberText.Percent(1 - (2 * level), 1).Replace(".0%", "%", StringComparison.Ordinal)))} of the customers.";
    }

    private XElement? Legend()
    {
        ModelCurves[] named = [.. _curves.Where(curve => curve.Gain.Count > 1 || HasResiduals(curve) || curve.Reliability is { Count: > 0 })];
        return named.Length == 0
            ? null
            : Html.Element("ul", "legend", named.Select(curve => Html.Element(
                "li",
                null,
                Html.Element("i", "swatch " + styles.ClassesOf(curve.Model), new XAttribute("aria-hidden", "true")),
                curve.Model)));
    }

    // Of an outcome of 0 or 1 a residual says nothing that reliability does not say better; the same goes for single customers.
    private bool HasResiduals(ModelCurves curve) => !IsProbability && curve.ResidualQuantiles.Count > 0;

    private static bool HasDeciles(ModelCurves curve) => curve.Deciles.Count > 0;

    private static bool HasScatter(ModelCurves curve) => curve.Scatter.Count > 0;

    private Func<ModelCurves, string, XElement> CalibrationPlots()
    {
        Scale scale = CalibrationChart.ScaleOf(document.Kind, _words, _curves);
        return (curve, id) => CalibrationChart.Draw(id, curve, scale, _words, styles);
    }

    private Func<ModelCurves, string, XElement> ScatterPlots()
    {
        Scale scale = PredictedActualChart.ScaleOf(document.Kind, _words, _curves);
        return (curve, id) => PredictedActualChart.Draw(id, curve, scale, _words, styles);
    }

    private XElement? Note(Func<ModelCurves, bool> present, string text) => _curves.Any(present) ? Html.Element("p", "note", text) : null;

    /// <summary>A plot per model that has one; those beyond the first folded.</summary>
    private XElement? Panels(Func<ModelCurves, bool> present, string name, Func<ModelCurves, string, XElement> draw)
    {
        XElement[] plots =
        [
            .. _curves.Where(present).Select((curve, i) => Html.Figure(draw(curve, $"{name}-{number}-{i + 1}"), curve.Model, null)),
        ];
        return plots.Length == 0 ? null : Html.Element(
            "div",
            null,
            Html.Element("div", "plots", plots.Take(PlotsShown)),
            plots.Length > PlotsShown ? Html.Folded($"{plots.Length - PlotsShown} more", Html.Element("div", "plots", plots.Skip(PlotsShown))) : null);
    }

    private XElement? Deciles()
    {
        XElement? table = HtmlTable.Of(CalibrationTable.Of(_curves, document.Kind), styles);
        return table is null ? null : Html.Folded("Deciles as a table", table);
    }
}
