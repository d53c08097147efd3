using System.IO.Compression;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.Files.Csv;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Uploads;

/// <summary>Takes the lines of one uploaded text while it comes in: parsed, cleaned and handed to the service batch by batch.</summary>
/// <remarks>Memory does not grow with the file. Runs on a thread of its own, because readers read synchronously and wait for the network. Not thread-safe.</remarks>
internal sealed class UploadedLines(ICustomerValueService service, HostOptions options, TimeProvider time)
{
    /// <summary>Lines after which a batch ends with its invoice, or at twice as many in any case.</summary>
    public const int BatchLines = 2_000;

    /// <summary>How many rejected lines of a reason are told.</summary>
    public const int SamplesPerReason = 5;

    private readonly IngestCounts _counts = new();
    private readonly List<RejectSample> _samples = [];
    private readonly int[] _sampled = new int[RejectReasonNames.Count];

    /// <summary>Takes all lines.</summary>
    /// <param name="content">CSV or gzip-compressed CSV.</param>
    /// <param name="acknowledged">Told after every batch: the counts and examples so far.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="UploadRefusedException">The file is no CSV, or its text is over the limit.</exception>
    /// <exception cref="TransactionFileException">The header lacks columns, or the rest of the file cannot be read.</exception>
    public void Take(Stream content, Action<IngestCounts, IReadOnlyList<RejectSample>> acknowledged, CancellationToken cancellation)
    {
        using CsvTransactionReader reader = new(OpenText(content), options.TimeZone, "The file", leaveOpen: true);
        List<TransactionLine> batch = [];
        int malformed = 0;
        while (reader.TryRead(out FileLine line))
        {
            if (line.Line is not { } good)
            {
                malformed++;
                Sample(RejectReason.Malformed, reader, line);
                continue;
            }

            if (batch.Count + malformed >= BatchLines && (batch.Count == 0 || batch[^1].Invoice != good.Invoice || batch.Count + malformed >= 2 * BatchLines))
            {
                Send(batch, malformed, acknowledged, cancellation);
                batch = [];
                malformed = 0;
            }

            if (LineCleaner.Judge(good) is { } reason)
            {
                Sample(reason, reader, line);
            }

            batch.Add(good);
        }

        if (batch.Count + malformed > 0)
        {
            Send(batch, malformed, acknowledged, cancellation);
        }
    }

    private Stream OpenText(Stream content)
    {
        Stream stored = PrefixedStream.Peek(content, UploadSignature.Length, out ReadOnlyMemory<byte> start);
        if (!UploadSignature.IsGzip(start.Span))
        {
            UploadSignature.CheckText(start.Span);
            return stored;
        }

        CheckedStream text = new(new GZipStream(stored, CompressionMode.Decompress), (bytes, _) =>
        {
            if (bytes > options.MaxUploadBytes)
            {
                throw Uploader.TooLarge(options);
            }
        });
        Stream whole = PrefixedStream.Peek(text, UploadSignature.Length, out start);
        UploadSignature.CheckText(start.Span);
        return whole;
    }

    private void Send(List<TransactionLine> batch, int malformed, Action<IngestCounts, IReadOnlyList<RejectSample>> acknowledged, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        IngestResult result = service.IngestAsync(new TransactionBatch(batch, malformed), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _counts.Add(result.Counts);
        acknowledged(_counts.Copy(), [.. _samples]);
    }

    private void Sample(RejectReason reason, CsvTransactionReader reader, FileLine line)
    {
        if (_sampled[(int)reason] < SamplesPerReason)
        {
            _sampled[(int)reason]++;
            _samples.Add(new RejectSample(reason, time.GetUtcNow(), "upload", line.LineNumber, line.Error, reader.LastText(RejectSamples.LongestText)));
        }
    }
}
