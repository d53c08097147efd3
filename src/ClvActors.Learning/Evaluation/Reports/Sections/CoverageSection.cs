using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Charts;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>How often intervals held what came true.</summary>
internal static class CoverageSection
{
    /// <summary>A plot per nominal level, and the table; null when the champion gives no intervals.</summary>
    public static XElement? Of(EvaluationDocument document, ModelStyles styles)
    {
        XElement[] plots =
        [
            .. document.Coverage.GroupBy(row => row.Level).Select((level, i) => Html.Figure(
                CoverageChart.Draw($"coverage-{i + 1}", [.. level]),
                $"Intervals of level {NumberText.Percent(level.Key, 0)}",
                "Dashed: the nominal level. Bars: 95% Wilson interval of the share.",
                large: true)),
        ];
        return plots.Length == 0 ? null : Html.Section(
            "coverage",
            "Coverage of the intervals",
            Html.Element("div", "plots two", plots, HtmlTable.Of(CoverageTable.Of(document), styles)));
    }
}
