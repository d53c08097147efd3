using System.Text;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Service;

/// <summary>A batch after cleaning: each customer's lines, the counts of the lines that reach nobody, and the dates that move the event clock.</summary>
internal sealed class BatchParts
{
    // A database's index takes keys of about 2,600 bytes; a longer id would keep its whole batch from ever being stored.
    private const int LongestCustomerBytes = 2_000;

    private readonly Dictionary<CustomerId, List<TransactionLine>> _lines = [];

    /// <summary>Cleans and splits a batch.</summary>
    /// <exception cref="ArgumentException">A line is beyond the limits of transaction lines.</exception>
    public BatchParts(TransactionBatch batch)
    {
        Rejected.Reject(RejectReason.Malformed, batch.MalformedLines);
        for (int index = 0; index < batch.Lines.Count; index++)
        {
            TransactionLine line = batch.Lines[index];
            if (!TransactionLimits.Allow(line))
            {
                throw new ArgumentException(
                    $"A batch's line {index + 1} is not well-formed: a number, the year or an empty code is beyond the limits of transaction lines.", nameof(batch));
            }

            Take(line);
        }
    }

    /// <summary>Lines rejected by reason.</summary>
    public IngestCounts Rejected { get; } = new();

    /// <summary>Each customer's purchases and cancellations in the order in which they were sent.</summary>
    public IReadOnlyDictionary<CustomerId, List<TransactionLine>> Lines => _lines;

    /// <summary>The newest purchases.</summary>
    public NewestDates Newest { get; private set; } = NewestDates.None;

    /// <summary>Day number of the oldest purchase, or <see cref="int.MaxValue"/>.</summary>
    public int OldestDay { get; private set; } = int.MaxValue;

    private void Take(TransactionLine line)
    {
        if (line.Customer is { IsInteger: false } text && Encoding.UTF8.GetByteCount(text.ToString()) > LongestCustomerBytes)
        {
            Rejected.Reject(RejectReason.Malformed);
            return;
        }

        RejectReason? reason = LineCleaner.Judge(line);
        if (reason is { } known)
        {
            Rejected.Reject(known);
        }

        if (line.Customer is not { } customer || reason is not (null or RejectReason.Cancellation))
        {
            return;
        }

        if (!_lines.TryGetValue(customer, out List<TransactionLine>? own))
        {
            _lines.Add(customer, own = []);
        }

        own.Add(line);
        if (reason is null)
        {
            int day = line.Date.DayNumber;
            Newest = Newest.With(customer, day);
            OldestDay = Math.Min(OldestDay, day);
        }
    }
}
