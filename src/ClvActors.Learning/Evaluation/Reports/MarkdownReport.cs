using System.Text;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Sections;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>An evaluation as GitHub's Markdown: the tables of the page, its plots behind a link.</summary>
/// <remarks>What the document leaves empty has no section; what is null or not finite is an en dash. Stateless; safe on any thread.</remarks>
public static class MarkdownReport
{
    private const int FeaturesShown = 20;

    /// <summary>The text of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="plots">Where the page with the plots is, relative to the text.</param>
    /// <param name="level">Level of the title's heading, 1 to 5: above 1 the text can stand inside another.</param>
    /// <returns>Lines that end in a line feed; the same characters for the same document.</returns>
    public static string Render(EvaluationDocument document, string plots = EvaluationReport.HtmlName, int level = 1)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(plots);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 5);
        ModelStyles styles = ModelStyles.Of(document);
        IReadOnlyList<MetricFormat> formats = MetricFormat.Of(document);
        string link = $"[The page with the plots]({Uri.EscapeDataString(plots).Replace("%2F", "/", StringComparison.Ordinal)}).";
        string marks = new('#', level + 1);
        StringBuilder text = new();
        text.Append(marks, 1, level).Append(' ').Append(MarkdownText.Escape(document.Title)).Append("\n\n");
        text.Append(MarkdownText.Sentence(Headline.Task(document))).Append(' ').Append(link).Append("\n\n");
        Section(text, marks, "Results", MarkdownTable.Of(MetricTable.OfMainSplits(document, formats)));
        Section(text, marks, "Single splits", Folded("Figures", MarkdownTable.Of(MetricTable.OfSplitsBehindMeans(document, formats))));
        Section(text, marks, "Differences", MarkdownTable.Of(DifferenceTable.Of(document, formats)));
        Section(text, marks, "Calibration by decile", Calibration(document, styles));
        Section(text, marks, "Feature importance", MarkdownTable.Of(ImportanceTable.Of(document, FeaturesShown)));
        Section(text, marks, "Coverage of the intervals", MarkdownTable.Of(CoverageTable.Of(document)));
        Section(text, marks, "Tuning", MarkdownTable.Of(TuningTable.Of(document)));
        Section(text, marks, "Notes", string.Concat(document.Notes.Select(note => $"- {MarkdownText.Sentence(note)}\n")));
        Section(text, marks, "Data and how to repeat", MarkdownText.Block(document.Command) + "\n" + MarkdownTable.Of(DataTable.Of(document)));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder text, string marks, string heading, string content)
    {
        if (content.Length > 0)
        {
            text.Append(marks).Append(' ').Append(heading).Append("\n\n").Append(content.TrimEnd('\n')).Append("\n\n");
        }
    }

    private static string Folded(string summary, string content) =>
        content.Length == 0 ? "" : $"<details><summary>{summary}</summary>\n\n{content}</details>\n";

    /// <summary>The deciles of the champion, or of the first model, on the first split that has some: those of all models are in the page.</summary>
    private static string Calibration(EvaluationDocument document, ModelStyles styles)
    {
        ModelCurves[] curves = [.. document.Curves.Where(curve => curve.Deciles.Count > 0)];
        ModelCurves? shown = curves.Where(curve => curve.Split == curves[0].Split).MinBy(curve => styles.PositionOf(curve.Model));
        return shown is null
            ? ""
            : $"{MarkdownText.Sentence(shown.Model)} on {MarkdownText.Escape(shown.Split)}; the other models are on the page.\n\n"
                + MarkdownTable.Of(CalibrationTable.Of([shown], document.Kind));
    }
}
