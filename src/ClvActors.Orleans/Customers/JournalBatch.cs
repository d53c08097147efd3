using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Customers;

/// <summary>One customer's lines of one batch, as its journal keeps them for ever.</summary>
/// <param name="Sequence">The batch's sequence number.</param>
/// <param name="Lines">The lines as they were sent.</param>
/// <param name="Counts">The twelve numbers that were answered.</param>
[GenerateSerializer, Immutable, Alias("clv.journal-batch")]
public sealed record JournalBatch(
    [property: Id(0)] long Sequence, [property: Id(1)] TransactionLine[] Lines, [property: Id(2)] long[] Counts)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public JournalBatch()
        : this(0, [], EmptyTally.Numbers)
    {
    }
}
