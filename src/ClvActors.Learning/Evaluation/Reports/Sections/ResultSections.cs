using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Charts;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>The figures of all models, and what sets the champion apart.</summary>
internal static class ResultSections
{
    /// <summary>Figures by split.</summary>
    public static XElement? Metrics(EvaluationDocument document, IReadOnlyList<MetricFormat> formats, ModelStyles styles)
    {
        XElement? behindMeans = HtmlTable.Of(MetricTable.OfSplitsBehindMeans(document, formats), styles);
        return Html.Section(
            "results",
            "Results",
            HtmlTable.Of(MetricTable.OfMainSplits(document, formats), styles),
            behindMeans is null ? null : Html.Folded("Single splits", behindMeans));
    }

    /// <summary>Differences: a plot per figure for the first split, and the table of all.</summary>
    public static XElement? Differences(EvaluationDocument document, IReadOnlyList<MetricFormat> formats, ModelStyles styles)
    {
        if (document.Differences.Count == 0)
        {
            return null;
        }

        (string model, string split) = (document.Differences[0].Model, document.Differences[0].Split);
        IEnumerable<XElement> plots = formats
            .Select(format => (Format: format, Rows: document.Differences.Where(row => row.Model == model && row.Split == split && row.Metric == format.Metric).ToArray()))
            .Where(plot => plot.Rows.Length > 0)
            .Select((plot, i) => Html.Figure(DifferenceChart.Draw($"difference-{i + 1}", plot.Rows, plot.Format, styles), plot.Format.Title, null));
        return Html.Section(
            "differences",
            "Differences",
            Html.Element(
                "p",
                "note",
                $"{model} minus each rival on {split}. Filled: the interval excludes 0. Hollow: the two cannot be told apart."),
            Html.Element("div", "plots", plots),
            HtmlTable.Of(DifferenceTable.Of(document, formats), styles));
    }
}
