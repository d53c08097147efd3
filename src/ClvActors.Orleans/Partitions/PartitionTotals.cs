using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Partitions;

/// <summary>What a partition, or all of them together, holds.</summary>
/// <param name="Customers">Customers in the population.</param>
/// <param name="Lapsed">Lapsed customers.</param>
/// <param name="Scored">Customers that the model scored.</param>
/// <param name="NewestCustomer">The customer with the newest purchase; default for an empty partition.</param>
/// <param name="NewestDay">Day number of its newest purchase, or -1.</param>
/// <param name="SecondNewestDay">The newest day that a second customer has reached, or -1.</param>
/// <param name="OldestDay">Day number of the oldest first purchase, or <see cref="int.MaxValue"/>.</param>
[GenerateSerializer, Immutable, Alias("clv.partition-totals")]
public sealed record PartitionTotals(
    [property: Id(0)] int Customers,
    [property: Id(1)] int Lapsed,
    [property: Id(2)] int Scored,
    [property: Id(3)] CustomerId NewestCustomer,
    [property: Id(4)] int NewestDay,
    [property: Id(5)] int SecondNewestDay,
    [property: Id(6)] int OldestDay)
{
    /// <summary>An empty partition.</summary>
    public static PartitionTotals None { get; } = new(0, 0, 0, default, -1, -1, int.MaxValue);

    /// <summary>The totals of two partitions together.</summary>
    public PartitionTotals With(PartitionTotals other)
    {
        NewestDates newest = new NewestDates(NewestCustomer, NewestDay, SecondNewestDay)
            .Merge(new NewestDates(other.NewestCustomer, other.NewestDay, other.SecondNewestDay));
        return new PartitionTotals(
            Customers + other.Customers,
            Lapsed + other.Lapsed,
            Scored + other.Scored,
            newest.First,
            newest.FirstDay,
            newest.SecondDay,
            Math.Min(OldestDay, other.OldestDay));
    }
}
