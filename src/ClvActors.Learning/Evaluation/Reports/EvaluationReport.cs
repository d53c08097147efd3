using System.Text;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>The files of an evaluation: the document itself, a page with its plots, and its tables as text.</summary>
public static class EvaluationReport
{
    /// <summary>Name of the document's file.</summary>
    public const string JsonName = "evaluation.json";

    /// <summary>Name of the page's file.</summary>
    public const string HtmlName = "evaluation.html";

    /// <summary>Name of the text's file.</summary>
    public const string MarkdownName = "evaluation.md";

    /// <summary>Writes the three files, replacing those of an earlier evaluation.</summary>
    /// <param name="document">The document.</param>
    /// <param name="directory">The folder, made with its parents where it is missing. Other files in it stay.</param>
    /// <exception cref="ArgumentException">A number other than a metric is not finite; nothing was written.</exception>
    /// <exception cref="IOException">The disk refuses; the files are as they were before.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the files are as they were before.</exception>
    /// <remarks>
    /// All are rendered first, then written beside their targets under the suffix <c>.partial</c>, then renamed, so that no reader sees half a file. Safe from any number of
    /// threads for different folders.
    /// </remarks>
    public static void Write(EvaluationDocument document, string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        (string Name, byte[] Content)[] files =
        [
            (HtmlName, Encoding.UTF8.GetBytes(HtmlReport.Render(document))),
            (MarkdownName, Encoding.UTF8.GetBytes(MarkdownReport.Render(document))),
            (JsonName, EvaluationJson.Write(document)),
        ];
        FileReplacement.Write(directory, files);
    }
}
