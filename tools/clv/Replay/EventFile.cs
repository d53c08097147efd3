using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Transactions;

namespace ClvActors.CommandLine.Replay;

/// <summary>The well-formed lines of a file that is to be replayed, in memory because they have to be put into the order of events.</summary>
/// <param name="Lines">The lines in the order of the file.</param>
/// <param name="Malformed">How many lines could not be read.</param>
/// <param name="MalformedSamples">The first of them with their positions.</param>
internal sealed record EventFile(IReadOnlyList<TransactionLine> Lines, int Malformed, IReadOnlyList<string> MalformedSamples)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c> file.</param>
    /// <param name="zone">Where times with an offset are converted to.</param>
    /// <param name="until">Last date that is kept; null keeps all.</param>
    /// <param name="isStrict">Whether the first malformed line ends it.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ClvActors.Files.TransactionFileException">The file cannot be read.</exception>
    /// <exception cref="WrongInputException">A line is malformed and <paramref name="isStrict"/> is true.</exception>
    public static EventFile Read(
        string path, TimeZoneInfo zone, DateOnly? until, bool isStrict, Terminal terminal, CancellationToken cancellation)
    {
        List<TransactionLine> lines = [];
        TransactionInput input = TransactionInput.Read(path, zone, isStrict, Keep, terminal, cancellation);
        return new EventFile(lines, input.Malformed, input.MalformedSamples);

        void Keep(TransactionLine line)
        {
            if (until is null || line.Date <= until)
            {
                lines.Add(line);
            }
        }
    }
}
