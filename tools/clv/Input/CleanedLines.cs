using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Files;

namespace ClvActors.CommandLine.Input;

/// <summary>A transaction file, read and cleaned as a whole.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The kept lines and the counts, malformed lines among them.</param>
/// <param name="MalformedSamples">The first malformed lines with their positions.</param>
internal sealed record CleanedLines(string Path, BatchFeatures Lines, IReadOnlyList<string> MalformedSamples)
{
    private const int MostSamples = 5;
    private const int LinesPerReport = 4096;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c> file.</param>
    /// <param name="zone">Where times with an offset are converted to.</param>
    /// <param name="isStrict">Whether the first malformed line ends it.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TransactionFileException">The file cannot be read.</exception>
    /// <exception cref="WrongInputException">A line is malformed and <paramref name="isStrict"/> is true.</exception>
    public static CleanedLines Read(string path, TimeZoneInfo zone, bool isStrict, Terminal terminal, CancellationToken cancellation)
    {
        using TransactionReader reader = TransactionFile.Open(path, zone);
        long started = terminal.Time.GetTimestamp();
        CleanedLines cleaned = terminal.WithProgress($"Reading {System.IO.Path.GetFileName(path)}", report => Read(path, reader, isStrict, report, cancellation));
        terminal.Line($"Read {cleaned.Lines.Counts.Lines} lines of {path} in {terminal.Time.GetElapsedTime(started).TotalSeconds:F1} s");
        return cleaned;
    }

    /// <summary>Writes what became of the lines.</summary>
    public void Report(Terminal terminal)
    {
        IngestCounts counts = Lines.Counts;
        List<string[]> rows = [["read", Text(counts.Lines)], ["kept", Text(counts.Accepted)], ["duplicate", Text(counts.Duplicates)], ["- of these conflicting", Text(counts.Conflicting)]];
        rows.AddRange(Enum.GetValues<RejectReason>().Select(reason => new[] { $"rejected: {reason.Name()}", Text(counts.Rejected(reason)) }));
        terminal.Table(["lines", "count"], rows);
        foreach (string sample in MalformedSamples)
        {
            terminal.Line($"malformed: {sample}");
        }

        long untold = counts.Rejected(RejectReason.Malformed) - MalformedSamples.Count;
        if (untold > 0)
        {
            terminal.Line($"malformed: {untold} more");
        }

        static string Text(long count) => $"{count}";
    }

    private static CleanedLines Read(string path, TransactionReader reader, bool isStrict, Action<double> report, CancellationToken cancellation)
    {
        BatchFeatures lines = new();
        List<string> samples = [];
        for (long read = 0; reader.TryRead(out FileLine line); read++)
        {
            if (read % LinesPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(reader.BytesTotal is > 0 and { } total ? (double)reader.BytesRead / total : 0);
            }

            if (line.Line is { } wellFormed)
            {
                lines.Add(wellFormed);
                continue;
            }

            if (isStrict)
            {
                throw new WrongInputException($"{path}, {line.Message}");
            }

            lines.Counts.Reject(RejectReason.Malformed);
            if (samples.Count < MostSamples)
            {
                samples.Add(line.Message);
            }
        }

        return new CleanedLines(path, lines, samples);
    }
}
