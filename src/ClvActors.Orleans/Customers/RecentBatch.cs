using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Customers;

/// <summary>A batch that a customer took, and what was answered.</summary>
/// <param name="Sequence">The batch's sequence number.</param>
/// <param name="Counts">The twelve numbers of its tally.</param>
[GenerateSerializer, Immutable, Alias("clv.recent-batch")]
public sealed record RecentBatch([property: Id(0)] long Sequence, [property: Id(1)] long[] Counts)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public RecentBatch()
        : this(0, EmptyTally.Numbers)
    {
    }
}
