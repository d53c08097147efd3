using System.Reflection;
using System.Runtime.InteropServices;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Prints an evaluation and writes its files.</summary>
internal static class EvaluationOutput
{
    private static string CreatedBy => $"ClvActors {Assembly.GetExecutingAssembly().GetName().Version}";

    private static string Machine => $"{RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}";

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

    /// <summary>Judges the contenders, prints the tables and writes the document with its reports.</summary>
    /// <param name="start">What the document says besides the results.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="contenders">The contenders.</param>
    /// <param name="settings">What evaluations of every kind are asked for.</param>
    /// <param name="terminal">Where tables and progress go.</param>
    /// <param name="cancellation">Ends it; nothing is written then.</param>
    /// <exception cref="InvalidDataException">A contender cannot be fitted or judged; one line.</exception>
    /// <exception cref="IOException">The disk refuses; the files are as they were before.</exception>
    public static void Run(
        EvaluationDocument start,
        IReadOnlyList<EvaluationCase> cases,
        IReadOnlyList<Contender> contenders,
        EvaluationSettings settings,
        Terminal terminal,
        CancellationToken cancellation)
    {
        Lock gate = new();
        EvaluationDocument document = terminal.WithProgress("Evaluating", report => EvaluationRun.Of(
            start with { CreatedBy = CreatedBy, Command = settings.Command, Machine = Machine }, cases, contenders, settings.Resampling, Report(report), cancellation));
        Write(document, settings.Out, terminal);

        Action<double> Report(Action<double> report) => share =>
        {
            lock (gate)
            {
                report(share);
            }
        };
    }

    private static void Write(EvaluationDocument document, string folder, Terminal terminal)
    {
        EvaluationTables.Write(document, terminal);
        EvaluationReport.Write(document, folder);
        terminal.Line();
        terminal.Line($"Wrote {EvaluationReport.JsonName}, {EvaluationReport.HtmlName} and {EvaluationReport.MarkdownName} to {folder}");
    }
}
