using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Charts;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>What moves the champion's predictions.</summary>
internal static class ExplanationSection
{
    private const int FeaturesShown = 15;

    /// <summary>Importance and SHAP summary; null when the champion gives no explanation.</summary>
    public static XElement? Of(EvaluationDocument document, ModelStyles styles)
    {
        ContributionSample[] samples = [.. document.Contributions.Where(sample => sample.Points.Count > 0).Take(FeaturesShown)];
        XElement[] plots =
        [
            .. document.Importance.Count == 0 ? Enumerable.Empty<XElement>() : [Html.Figure(
                ImportanceChart.Draw("importance", [.. document.Importance.Take(FeaturesShown)]),
                "Feature importance",
                "How far a feature moves the raw score of a customer in the mean, and how much of the trees' loss reduction it brings.",
                large: true)],
            .. samples.Length == 0 ? Enumerable.Empty<XElement>() : [Html.Figure(
                ContributionChart.Draw("contributions", samples),
                "Contributions (SHAP)",
                "A dot per customer. Right of 0 the feature raises the prediction.",
                large: true,
                Ranks())],
        ];
        return plots.Length == 0 ? null : Html.Section(
            "explanation",
            "What moves predictions",
            styles.Champion is null ? null : Html.Element("p", "note", $"Features of {styles.Champion}."),
            Html.Element("div", "plots two", plots),
            HtmlTable.Of(ImportanceTable.Of(document), styles) is { } table ? Html.Folded($"All {document.Importance.Count} features as a table", table) : null);
    }

    private static XElement Ranks() => Html.Element(
        "div",
        "ranks",
        "Value of the feature: low",
        Html.Element("span", null, Enumerable.Range(0, ContributionChart.Colours).Select(rank => Html.Element("i", $"rank{rank}"))),
        "high");
}
