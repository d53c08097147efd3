using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Rejects;

/// <summary>The newest examples of rejected lines by reason, whatever way they came in.</summary>
/// <remarks>
/// Kept in memory only, <see cref="PerReason"/> of each reason. A batch is looked through only when its counts say that it holds rejects of a reason that was not looked for within the last
/// <see cref="Interval"/>, and then only its first <see cref="MostLines"/> lines, so that a stream full of rejects pays for one look a second. Nothing of it goes to a log. Safe on any thread.
/// </remarks>
internal sealed class RejectSamples(TimeProvider time)
{
    /// <summary>How many examples of a reason are kept.</summary>
    public const int PerReason = 20;

    /// <summary>Longest text of an example, in characters.</summary>
    public const int LongestText = 200;

    /// <summary>Most lines of a batch that one look goes through.</summary>
    public const int MostLines = 20_000;

    /// <summary>How often a reason is looked for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A batch gives a few, so that the examples come from several batches.
    private const int PerLook = 5;

    private readonly Lock _lock = new();
    private readonly Queue<RejectSample>[] _samples = [.. Enumerable.Range(0, RejectReasonNames.Count).Select(_ => new Queue<RejectSample>())];
    private readonly long?[] _lookedAt = new long?[RejectReasonNames.Count];

    /// <summary>The examples of one reason, newest first.</summary>
    public IReadOnlyList<RejectSample> Of(RejectReason reason)
    {
        lock (_lock)
        {
            return [.. _samples[(int)reason].Reverse()];
        }
    }

    /// <summary>Takes one example that its reader has already found.</summary>
    public void Add(RejectSample sample)
    {
        lock (_lock)
        {
            Queue<RejectSample> own = _samples[(int)sample.Reason];
            own.Enqueue(sample);
            if (own.Count > PerReason)
            {
                own.Dequeue();
            }
        }
    }

    /// <summary>Looks for examples in a batch that has been taken.</summary>
    /// <param name="counts">The batch's own counts.</param>
    /// <param name="lines">Its well-formed lines.</param>
    /// <param name="malformed">Its first malformed lines.</param>
    /// <param name="source">Where it came from, as in <see cref="RejectSample.Source"/>.</param>
    public void Look(IngestCounts counts, IReadOnlyList<TransactionLine> lines, IReadOnlyList<MalformedLine> malformed, string source)
    {
        if (counts.RejectedTotal == 0)
        {
            return;
        }

        int[] wanted = Wanted(counts);
        DateTimeOffset now = time.GetUtcNow();
        for (int at = 0; at < Math.Min(wanted[(int)RejectReason.Malformed], malformed.Count); at++)
        {
            Add(new RejectSample(RejectReason.Malformed, now, source, malformed[at].Line, malformed[at].Message, malformed[at].Text));
        }

        wanted[(int)RejectReason.Malformed] = 0;
        int open = wanted.Sum();
        for (int at = 0; at < Math.Min(lines.Count, MostLines) && open > 0; at++)
        {
            if (LineCleaner.Judge(lines[at]) is { } reason && wanted[(int)reason] > 0)
            {
                wanted[(int)reason]--;
                open--;
                Add(new RejectSample(reason, now, source, null, null, TextOf(lines[at])));
            }
        }
    }

    /// <summary>The fields of a line in the published order, separated by commas and cut to <see cref="LongestText"/>.</summary>
    public static string TextOf(TransactionLine line)
    {
        string text = $"{line.Invoice},{line.StockCode},{line.Description},{line.Quantity},{line.Time:yyyy-MM-dd HH:mm:ss},{line.Price},{line.Customer},{line.Country}";
        return text.Length > LongestText ? text[..(LongestText - 1)] + '…' : text;
    }

    // How many examples of each reason this look may take.
    private int[] Wanted(IngestCounts counts)
    {
        int[] wanted = new int[RejectReasonNames.Count];
        long now = time.GetTimestamp();
        lock (_lock)
        {
            for (int reason = 0; reason < wanted.Length; reason++)
            {
                long rejected = counts.Rejected((RejectReason)reason);
                if (rejected > 0 && (_lookedAt[reason] is not { } before || time.GetElapsedTime(before, now) >= Interval))
                {
                    _lookedAt[reason] = now;
                    wanted[reason] = (int)Math.Min(rejected, PerLook);
                }
            }
        }

        return wanted;
    }
}
