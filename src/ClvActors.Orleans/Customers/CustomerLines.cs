using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Customers;

/// <summary>One customer's lines of one batch.</summary>
/// <param name="Lines">Purchases and cancellations that passed cleaning, in the order in which they were sent; may be empty.</param>
/// <param name="Sequence">The batch's sequence number, under which a changed value is told.</param>
/// <param name="AsOfDay">The as-of date that the batch brings, as a day number; the customer is scored there, or at the silo's later one.</param>
/// <param name="ViewVersion">The view that the silo must have before the customer is scored; 0 for whichever it has.</param>
/// <param name="FormerSequence">A sequence number that this one replaces, because the aggregator that gave it is gone; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("clv.customer-lines")]
public sealed record CustomerLines(
    [property: Id(0)] TransactionLine[] Lines,
    [property: Id(1)] long Sequence,
    [property: Id(2)] int AsOfDay,
    [property: Id(3)] long ViewVersion,
    [property: Id(4)] long FormerSequence = 0)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public CustomerLines()
        : this([], 0, -1, 0)
    {
    }
}
