using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Aggregation;

/// <summary>What a batch did, once all its customers are durable and scored.</summary>
/// <param name="Ticket">The batch.</param>
/// <param name="Counts">The twelve numbers of its tally.</param>
/// <param name="NewestCustomer">The customer of its newest purchase; default without purchases.</param>
/// <param name="NewestDay">Day number of that purchase, or -1.</param>
/// <param name="SecondNewestDay">The newest day that a second customer reached, or -1.</param>
/// <param name="OldestDay">Day number of the oldest purchase, or <see cref="int.MaxValue"/>.</param>
/// <param name="ScoredAtDay">The earliest day number at which one of its customers stands; <see cref="int.MaxValue"/> without purchases or when they were brought to the as-of date that was asked for.</param>
[GenerateSerializer, Immutable, Alias("clv.batch-completion")]
public sealed record BatchCompletion(
    [property: Id(0)] BatchTicket Ticket,
    [property: Id(1)] long[] Counts,
    [property: Id(2)] CustomerId NewestCustomer,
    [property: Id(3)] int NewestDay,
    [property: Id(4)] int SecondNewestDay,
    [property: Id(5)] int OldestDay,
    [property: Id(6)] int ScoredAtDay)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public BatchCompletion()
        : this(default, EmptyTally.Numbers, default, -1, -1, int.MaxValue, int.MaxValue)
    {
    }
}
