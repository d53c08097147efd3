using ClvActors.CommandLine.Terminals;
using ClvActors.CommandLine.Training;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Input;

/// <summary>A transaction file, read and cleaned as a whole.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The kept lines and the counts, malformed lines among them.</param>
/// <param name="MalformedSamples">The first malformed lines with their positions.</param>
/// <param name="Customers">Everyone whom a well-formed line names, kept or not.</param>
internal sealed record CleanedLines(
    string Path, BatchFeatures Lines, IReadOnlyList<string> MalformedSamples, IReadOnlySet<CustomerId> Customers)
{
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
        long started = terminal.Time.GetTimestamp();
        BatchFeatures lines = new();
        HashSet<CustomerId> customers = [];
        TransactionInput input = TransactionInput.Read(path, zone, isStrict, Keep, terminal, cancellation);
        lines.Counts.Reject(RejectReason.Malformed, input.Malformed);
        terminal.Line($"Read {lines.Counts.Lines} lines of {path} in {terminal.Time.GetElapsedTime(started).TotalSeconds:F1} s");
        return new CleanedLines(path, lines, input.MalformedSamples, customers);

        void Keep(TransactionLine line)
        {
            lines.Add(line);
            if (line.Customer is { } customer)
            {
                customers.Add(customer);
            }
        }
    }

    /// <summary>Describes the file and what was kept of it.</summary>
    /// <exception cref="WrongInputException">Nothing was kept.</exception>
    public DataFingerprint Describe()
    {
        HashSet<CustomerId> customers = [];
        DateOnly first = DateOnly.MaxValue;
        DateOnly last = DateOnly.MinValue;
        foreach (TransactionLine line in Lines.Purchases)
        {
            customers.Add(line.Customer!.Value);
            first = line.Date < first ? line.Date : first;
            last = line.Date > last ? line.Date : last;
        }

        return customers.Count == 0
            ? throw new WrongInputException($"{Path}: holds no purchases")
            : new DataFingerprint(
                System.IO.Path.GetFileName(Path), SplitFile.Sha256Of(Path), Lines.Counts.Lines, Lines.Counts.Accepted, customers.Count, first, last);
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
}
