using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Transactions;
using ClvActors.Files;

namespace ClvActors.CommandLine.Input;

/// <summary>What a reading of a transaction file found besides its well-formed lines.</summary>
/// <param name="Malformed">How many lines could not be read.</param>
/// <param name="MalformedSamples">The first of them with their positions.</param>
internal sealed record TransactionInput(int Malformed, IReadOnlyList<string> MalformedSamples)
{
    private const int MostSamples = 5;
    private const int LinesPerReport = 4096;

    /// <summary>Reads a file from its first line to its last.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c> file.</param>
    /// <param name="zone">Where times with an offset are converted to.</param>
    /// <param name="isStrict">Whether the first malformed line ends it.</param>
    /// <param name="keep">Takes each well-formed line.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TransactionFileException">The file cannot be read.</exception>
    /// <exception cref="WrongInputException">A line is malformed and <paramref name="isStrict"/> is true.</exception>
    public static TransactionInput Read(
        string path, TimeZoneInfo zone, bool isStrict, Action<TransactionLine> keep, Terminal terminal, CancellationToken cancellation)
    {
        using TransactionReader reader = TransactionFile.Open(path, zone);
        return terminal.WithProgress($"Reading {Path.GetFileName(path)}", report => Read(path, reader, isStrict, keep, report, cancellation));
    }

    private static TransactionInput Read(
        string path, TransactionReader reader, bool isStrict, Action<TransactionLine> keep, Action<double> report, CancellationToken cancellation)
    {
        List<string> samples = [];
        int malformed = 0;
        for (long read = 0; reader.TryRead(out FileLine line); read++)
        {
            if (read % LinesPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(reader.BytesTotal is > 0 and { } total ? (double)reader.BytesRead / total : 0);
            }

            if (line.Line is { } wellFormed)
            {
                keep(wellFormed);
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

        return new TransactionInput(malformed, samples);
    }
}
