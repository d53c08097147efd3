using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Sections;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>An evaluation as one page of HTML: tables, and plots as inline SVG.</summary>
/// <remarks>
/// The page loads nothing, holds no script, and follows the reader's light or dark setting. What the document leaves empty has no section; what is null or not finite is an en
/// dash. Stateless; safe on any thread.
/// </remarks>
public static class HtmlReport
{
    private const string StyleSheet = "ClvActors.Learning.Evaluation.Reports.report.css";

    // Even if a name could smuggle an element in, the page may load and run nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The page of a document.</summary>
    /// <returns>HTML that is well-formed XML too but for its first line; ends in a line feed; the same characters for the same document.</returns>
    public static string Render(EvaluationDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ModelStyles styles = ModelStyles.Of(document);
        IReadOnlyList<MetricFormat> formats = MetricFormat.Of(document);
        XElement?[] sections =
        [
            ResultSections.Metrics(document, formats, styles),
            ResultSections.Differences(document, formats, styles),
            .. CurveSections.Of(document, styles),
            ExplanationSection.Of(document, styles),
            CoverageSection.Of(document, styles),
            Html.Section("tuning", "Tuning", HtmlTable.Of(TuningTable.Of(document), styles)),
            Notes(document),
            Repeat(document, styles),
        ];
        XElement page = Html.Element(
            "html",
            null,
            new XAttribute("lang", "en"),
            Html.Element(
                "head",
                null,
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Html.Element("title", null, document.Title),
                new XElement("link", new XAttribute("rel", "icon"), new XAttribute("href", "data:,")),
                Html.Element("style", null, "\n" + ReadStyleSheet())),
            Html.Element("body", null, Html.Element("main", null, Headline.Of(document, styles), Contents(sections), sections)));
        return "<!doctype html>\n" + Html.Write(page);
    }

    private static XElement Contents(IEnumerable<XElement?> sections) => Html.Element(
        "nav",
        null,
        new XAttribute("aria-label", "Sections"),
        sections.OfType<XElement>().Where(section => section.Name == "section").SelectMany(section => new object[]
        {
            Html.Element("a", null, new XAttribute("href", "#" + section.Attribute("id")!.Value), section.Element("h2")!.Value.Split(':')[0]),
            " ",
        }));

    private static XElement? Notes(EvaluationDocument document) => document.Notes.Count == 0
        ? null
        : Html.Section("notes", "Notes", Html.Element("ul", null, document.Notes.Select(note => Html.Element("li", null, note))));

    private static XElement? Repeat(EvaluationDocument document, ModelStyles styles) => Html.Section(
        "repeat",
        "Data and how to repeat",
        Html.Element("pre", null, document.Command),
        HtmlTable.Of(DataTable.Of(document), styles));

    private static string ReadStyleSheet()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(StyleSheet)
            ?? throw new InvalidOperationException($"{StyleSheet} is not part of this build");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
