using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.Host.Ingestion;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Replay;

/// <summary>A transaction file on this machine.</summary>
/// <param name="id">What names it in requests.</param>
/// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c> file.</param>
/// <param name="zone">Where times with an offset are converted to.</param>
/// <param name="mostBytes">Most bytes that it may hold after decompression.</param>
/// <param name="mostLines">Most lines that may be in memory; 0 for what fits in a quarter of the memory that the process may use.</param>
/// <remarks>
/// Its well-formed lines are in memory while it is replayed (about 150 MB for a million), because the lines of a file are seldom in the order in which they happened:
/// 656 invoices of Online Retail II are interleaved. A batch ends between invoices; only the first holds malformed lines.
/// </remarks>
internal sealed class FileReplaySource(string id, string path, TimeZoneInfo zone, long mostBytes = long.MaxValue, int mostLines = 0) : IReplaySource
{
    /// <summary>Lines after which a batch ends with its invoice.</summary>
    public const int BatchLines = 2_000;

    /// <summary>Days per second unless an operator chooses otherwise: two years pass in about a minute.</summary>
    public const double StandardSpeed = 10;

    private const int LinesPerLook = 1 << 14;
    private const int BytesPerLine = 150;

    private readonly int _mostLines = mostLines > 0 ? mostLines : (int)Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / BytesPerLine);

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public string Name { get; } = Path.GetFileName(path);

    /// <inheritdoc/>
    public string Kind => "replay";

    /// <inheritdoc/>
    public ReplaySpeed SpeedAt(DateOnly date) => ReplaySpeed.Of(StandardSpeed);

    /// <inheritdoc/>
    public IEnumerable<ReplayBatch> Read(Action<double> reading, CancellationToken cancellation)
    {
        List<TransactionLine> lines = [];
        List<MalformedLine> samples = [];
        int malformed = ReadFile(lines, samples, reading, cancellation);
        (int[] order, bool[] startsInvoice) = EventOrder.Of(lines);
        if (order.Length == 0)
        {
            throw new TransactionFileException(malformed == 0 ? $"{Name}: holds no lines" : $"{Name}: none of its {malformed} lines can be read; {samples[0].Message} (line {samples[0].Line})");
        }

        List<TransactionLine> batch = [];
        for (int index = 0; index < order.Length; index++)
        {
            TransactionLine line = lines[order[index]];
            bool isNewDay = batch.Count > 0 && line.Date != batch[0].Date && startsInvoice[index];
            if (isNewDay || (batch.Count >= BatchLines && startsInvoice[index]))
            {
                yield return new ReplayBatch(batch[0].Date, batch, isNewDay, (double)index / order.Length, malformed, samples);
                malformed = 0;
                samples = [];
                batch = [];
            }

            batch.Add(line);
        }

        yield return new ReplayBatch(batch[0].Date, batch, EndsDay: true, 1, malformed, samples);
    }

    private int ReadFile(List<TransactionLine> lines, List<MalformedLine> samples, Action<double> reading, CancellationToken cancellation)
    {
        int malformed = 0;
        int untilLook = LinesPerLook;
        using TransactionReader reader = TransactionFile.Open(path, Name, zone, mostBytes: mostBytes);
        while (reader.TryRead(out FileLine line))
        {
            if (line.Line is { } good)
            {
                if (lines.Count == _mostLines)
                {
                    throw new TransactionFileException($"{Name}: holds more than {_mostLines:N0} lines, which do not fit in memory for a replay; split it by date");
                }

                lines.Add(good);
            }
            else
            {
                malformed++;
                if (samples.Count < ParsedBody.MostSamples)
                {
                    samples.Add(new MalformedLine(line.LineNumber, line.Error!, reader.LastText(RejectSamples.LongestText)));
                }
            }

            if (--untilLook == 0)
            {
                untilLook = LinesPerLook;
                cancellation.ThrowIfCancellationRequested();
                if (reader.BytesTotal is > 0 and { } total)
                {
                    reading((double)reader.BytesRead / total);
                }
            }
        }

        return malformed;
    }
}
