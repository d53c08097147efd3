using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Transactions;
using ClvActors.Files;

namespace ClvActors.CommandLine.Replay;

/// <summary>The well-formed lines of a file that is to be replayed, in memory because they have to be put into the order of events.</summary>
/// <param name="Lines">The lines in the order of the file.</param>
/// <param name="Malformed">How many lines could not be read.</param>
/// <param name="MalformedSamples">The first of them with their positions.</param>
internal sealed record EventFile(IReadOnlyList<TransactionLine> Lines, int Malformed, IReadOnlyList<string> MalformedSamples)
{
    private const int MostSamples = 5;
    private const int LinesPerReport = 4096;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c> file.</param>
    /// <param name="zone">Where times with an offset are converted to.</param>
    /// <param name="until">Last date that is kept; null keeps all.</param>
    /// <param name="isStrict">Whether the first malformed line ends it.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TransactionFileException">The file cannot be read.</exception>
    /// <exception cref="WrongInputException">A line is malformed and <paramref name="isStrict"/> is true.</exception>
    public static EventFile Read(
        string path, TimeZoneInfo zone, DateOnly? until, bool isStrict, Terminal terminal, CancellationToken cancellation)
    {
        using TransactionReader reader = TransactionFile.Open(path, zone);
        List<TransactionLine> lines = [];
        List<string> samples = [];
        int malformed = 0;
        return terminal.WithProgress($"Reading {Path.GetFileName(path)}", report =>
        {
            for (long read = 0; reader.TryRead(out FileLine line); read++)
            {
                if (read % LinesPerReport == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    report(reader.BytesTotal is > 0 and { } total ? (double)reader.BytesRead / total : 0);
                }

                if (line.Line is { } wellFormed)
                {
                    if (until is null || wellFormed.Date <= until)
                    {
                        lines.Add(wellFormed);
                    }

                    continue;
                }

                if (isStrict)
                {
                    throw new WrongInputException($"{path}, {line.Message}");
                }

                malformed++;
                if (samples.Count < MostSamples)
                {
                    samples.Add(line.Message);
                }
            }

            return new EventFile(lines, malformed, samples);
        });
    }
}
