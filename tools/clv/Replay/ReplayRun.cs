using System.Diagnostics;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files;

namespace ClvActors.CommandLine.Replay;

/// <summary>Streams lines to a target in event order and measures the acknowledgements.</summary>
/// <remarks>Batches end between invoices, so that an invoice is applied whole. A batch counts as acknowledged when the target says so.</remarks>
internal sealed class ReplayRun(IReplayTarget target, ReplaySpeed speed, int batchLines, TimeProvider time)
{
    // A paced replay sends what has become due in this span as one batch.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly List<Task> _underWay = [];
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    /// <summary>What became of all lines so far.</summary>
    public BatchCounts Counts { get; } = new();

    /// <summary>Sends all lines.</summary>
    /// <param name="lines">Lines in the order of their file.</param>
    /// <param name="malformed">Lines that could not be read; they are counted with the first batch.</param>
    /// <param name="progress">Called with the number of lines acknowledged so far.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>How long it took from the first batch to the last acknowledgement.</returns>
    public async Task<TimeSpan> RunAsync(
        IReadOnlyList<TransactionLine> lines, int malformed, Action<long> progress, CancellationToken cancellation)
    {
        (int[] order, bool[] startsInvoice) = EventOrder.Of(lines);
        using SemaphoreSlim free = new(target.BatchesUnderWay);
        long started = time.GetTimestamp();
        DateTime firstEvent = order.Length > 0 ? lines[order[0]].Time : default;
        List<TransactionLine> batch = [];
        for (int index = 0; index < order.Length; index++)
        {
            TransactionLine line = lines[order[index]];
            if (batch.Count > 0 && startsInvoice[index] && (batch.Count >= batchLines || IsAhead(line, firstEvent, started)))
            {
                await SendAsync(batch, malformed, free, progress, cancellation);
                malformed = 0;
                batch = [];
                await WaitUntilDueAsync(line, firstEvent, started, cancellation);
            }

            batch.Add(line);
        }

        if (batch.Count > 0 || malformed > 0)
        {
            await SendAsync(batch, malformed, free, progress, cancellation);
        }

        await Task.WhenAll(_underWay);
        return time.GetElapsedTime(started);
    }

    /// <summary>A percentile of the times from sending a batch to its acknowledgement, in milliseconds; NaN without batches.</summary>
    public double AcknowledgementMilliseconds(double percent)
    {
        lock (_lock)
        {
            double[] sorted = [.. _milliseconds.Order()];
            return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1];
        }
    }

    private async Task SendAsync(
        List<TransactionLine> batch, int malformed, SemaphoreSlim free, Action<long> progress, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        _underWay.RemoveAll(sent => sent.IsCompletedSuccessfully);
        if (_underWay.Find(sent => sent.IsFaulted) is { } failed)
        {
            await failed;
        }

        long sentAt = Stopwatch.GetTimestamp();
        Task<BatchCounts> sending = target.SendAsync(new TransactionBatch(batch, malformed), cancellation);
        _underWay.Add(FinishAsync(sending, sentAt, free, progress));
    }

    private async Task FinishAsync(Task<BatchCounts> sending, long sentAt, SemaphoreSlim free, Action<long> progress)
    {
        try
        {
            BatchCounts counts = await sending;
            lock (_lock)
            {
                _milliseconds.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
                Counts.Add(counts);
                progress(Counts.Lines);
            }
        }
        finally
        {
            free.Release();
        }
    }

    private bool IsAhead(TransactionLine line, DateTime firstEvent, long started) =>
        !speed.IsMax && (line.Time - firstEvent) / speed.Factor > time.GetElapsedTime(started) + Tick;

    private async Task WaitUntilDueAsync(TransactionLine line, DateTime firstEvent, long started, CancellationToken cancellation)
    {
        TimeSpan early = speed.IsMax ? TimeSpan.Zero : ((line.Time - firstEvent) / speed.Factor) - time.GetElapsedTime(started);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, time, cancellation);
        }
    }
}
