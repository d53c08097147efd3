using System.Reflection;
using System.Runtime.InteropServices;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Prints an evaluation and writes its files.</summary>
internal static class EvaluationOutput
{
    /// <summary>Program and version.</summary>
    public static string CreatedBy => $"ClvActors {Assembly.GetExecutingAssembly().GetName().Version}";

    /// <summary>Where figures agree bit for bit.</summary>
    public static string Machine => $"{RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>Refuses a folder that cannot be written to, before the work is begun; makes it when it does not exist.</summary>
    /// <exception cref="WrongInputException">The name is a file's, or the folder cannot be made.</exception>
    public static void Prepare(string folder)
    {
        if (File.Exists(folder))
        {
            throw new WrongInputException($"{folder}: is a file, expected a folder");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{folder}: cannot be made: {failed.Message}", failed);
        }
    }

    /// <summary>Prints the tables and writes the document and its reports.</summary>
    /// <exception cref="IOException">The disk refuses; the files are as they were before.</exception>
    public static void Write(EvaluationDocument document, string folder, Terminal terminal)
    {
        EvaluationTables.Write(document, terminal);
        EvaluationReport.Write(document, folder);
        terminal.Line();
        terminal.Line($"Wrote {EvaluationReport.JsonName}, {EvaluationReport.HtmlName} and {EvaluationReport.MarkdownName} to {folder}");
    }
}
