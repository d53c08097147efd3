using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Population;

/// <summary>Random rank keys and the plain sorted lists that the orders are compared with.</summary>
internal static class RankOrders
{
    /// <summary>Distinct keys with many equal values.</summary>
    public static RankKey[] Keys(Random random, int count, int values) =>
        [.. Enumerable.Range(0, count).Select(id => new RankKey(random.Next(values), Id(id)))];

    /// <summary>Puts the keys into several orders by chance, some of which may stay empty, and reads them as one.</summary>
    public static MergedOrder<RankKey> Merge(Random random, IEnumerable<RankKey> keys, int parts)
    {
        OrderIndex<RankKey>[] orders = [.. Enumerable.Range(0, parts).Select(_ => new OrderIndex<RankKey>())];
        foreach (RankKey key in keys)
        {
            orders[random.Next(parts)].Insert(key);
        }

        return new MergedOrder<RankKey>([.. orders.Select(order => order.Publish())]);
    }

    /// <summary>The entries of a snapshot one by one.</summary>
    public static RankKey[] Entries(OrderSnapshot<RankKey> order) => [.. Enumerable.Range(0, order.Count).Select(at => order[at])];

    /// <summary>Every seventh customer has a text id, so that both halves of the id order are met.</summary>
    public static CustomerId Id(int id) => id % 7 == 3 ? CustomerId.Parse($"c{id}") : CustomerId.FromNumber(id);

    /// <summary>The cut before all entries of a value and above.</summary>
    public readonly record struct BelowValue(long Value) : IOrderProbe<RankKey>
    {
        public bool IsAfter(in RankKey entry) => entry.Value < Value;
    }
}
