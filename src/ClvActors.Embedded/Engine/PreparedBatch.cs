using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Shards;

namespace ClvActors.Embedded.Engine;

/// <summary>A batch after cleaning: what each shard applies, and the counts of the lines that reach no customer's state as purchases.</summary>
internal sealed class PreparedBatch
{
    private PreparedBatch(ShardBatch[] parts, IngestCounts rejected, int lines)
    {
        Parts = parts;
        Rejected = rejected;
        Lines = lines;
    }

    /// <summary>Each shard's lines.</summary>
    public ShardBatch[] Parts { get; }

    /// <summary>Lines rejected by reason.</summary>
    public IngestCounts Rejected { get; }

    /// <summary>Lines sent, malformed ones included.</summary>
    public int Lines { get; }

    /// <summary>Cleans and splits lines.</summary>
    /// <param name="lines">The lines in the order in which they were sent.</param>
    /// <param name="malformed">Malformed lines sent beside them.</param>
    /// <param name="withoutCustomer">Lines without a customer that are not among <paramref name="lines"/>.</param>
    /// <param name="shards">Number of shards.</param>
    public static PreparedBatch From(IReadOnlyList<TransactionLine> lines, int malformed, int withoutCustomer, int shards)
    {
        List<TransactionLine>?[] parts = new List<TransactionLine>?[shards];
        IngestCounts rejected = new();
        rejected.Reject(RejectReason.Malformed, malformed);
        rejected.Reject(RejectReason.NoCustomerId, withoutCustomer);
        for (int index = 0; index < lines.Count; index++)
        {
            TransactionLine line = lines[index];
            RejectReason? reason = LineCleaner.Judge(line);
            if (reason is { } known)
            {
                rejected.Reject(known);
            }

            if (reason is null or RejectReason.Cancellation)
            {
                (parts[CustomerPlacement.PartOf(line.Customer!.Value, shards)] ??= []).Add(line);
            }
        }

        return new PreparedBatch(
            Array.ConvertAll(parts, part => new ShardBatch(part)), rejected, lines.Count + malformed + withoutCustomer);
    }
}
