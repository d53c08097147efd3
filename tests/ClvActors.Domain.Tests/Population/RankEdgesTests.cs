using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Population;

public class RankEdgesTests
{
    [Fact]
    public void QuintileOf_OneToSixtyCustomersWithTies_IsPandasQcut()
    {
        for (int count = 1; count <= 60; count++)
        {
            foreach (int values in new[] { 1, 2, 5, 1_000_000 })
            {
                Random random = new((count * 10) + values);
                RankKey[] keys = RankOrders.Keys(random, count, values);
                QuintileEdges edges = QuintileEdges.Of(RankOrders.Merge(random, keys, random.Next(1, 9)));
                Array.Sort(keys);
                for (int rank = 1; rank <= count; rank++)
                {
                    // qcut's bins are closed on the right and their edges are linear percentiles of the ranks 1..n: 1 + k(n - 1)/5.
                    int expected = Enumerable.Range(1, 5).First(k => 5 * rank <= 5 + (k * (count - 1)));
                    Assert.True(expected == edges.QuintileOf(keys[rank - 1]), $"rank {rank} of {count}, {values} values");
                }
            }
        }
    }

    [Fact]
    public void QuintileOf_CustomerThatWasNotThere_StandsWhereItsKeyFalls()
    {
        // Ids are even, so that between any two and at both ends another fits; of equal value the smaller id comes first.
        OrderIndex<RankKey> index = new();
        for (int id = 0; id < 11; id++)
        {
            index.Insert(new RankKey(7, CustomerId.FromNumber(2 * (id + 1))));
        }

        QuintileEdges edges = QuintileEdges.Of(new MergedOrder<RankKey>(index.Publish()));
        Assert.Equal(6, edges.First.Id.Number);
        Assert.Equal(
            [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5],
            Enumerable.Range(1, 23).Select(id => edges.QuintileOf(new RankKey(7, CustomerId.FromNumber(id)))));
        Assert.Equal(1, edges.QuintileOf(new RankKey(6, CustomerId.FromNumber(99))));
        Assert.Equal(5, edges.QuintileOf(new RankKey(8, CustomerId.FromNumber(0))));
    }

    [Fact]
    public void Of_EmptyOrder_ThrowsForOneAndIsNoneForAll()
    {
        MergedOrder<RankKey> empty = new(new OrderIndex<RankKey>().Publish());
        Assert.Throws<ArgumentException>(() => QuintileEdges.Of(empty));
        RankEdges edges = RankEdges.Of(7, empty, empty, empty);
        Assert.Equal(7, edges.Version);
        Assert.True(edges.HasSameEdges(RankEdges.None));
        RankKeys anyone = RankKeys.Of(CustomerId.FromNumber(5), new WindowTotals { LastDay = 733_000, Invoices = 3, Spend = new Money(1) });
        Assert.Equal(new RfmScores(3, 3, 3), edges.ScoresOf(anyone));
    }

    [Fact]
    public void ScoresOf_RecencyIsTurnedRound_FiveIsBest()
    {
        RankKeys[] keys = [.. Enumerable.Range(1, 5).Select(at => RankKeys.Of(
            CustomerId.FromNumber(at),
            new WindowTotals { LastDay = 733_000 + at, Invoices = at, Spend = new Money(60 - (at * 10)) }))];
        RankEdges edges = RankEdges.Of(
            1, Order(keys.Select(key => key.Recency)), Order(keys.Select(key => key.Frequency)), Order(keys.Select(key => key.Monetary)));
        for (int at = 1; at <= 5; at++)
        {
            Assert.Equal(new RfmScores((byte)at, (byte)at, (byte)(6 - at)), edges.ScoresOf(keys[at - 1]));
        }
    }

    [Fact]
    public void HasSameEdges_OtherVersion_OnlyTheEdgesCount()
    {
        MergedOrder<RankKey> one = Order(RankOrders.Keys(new Random(1), 20, 9));
        MergedOrder<RankKey> other = Order(RankOrders.Keys(new Random(2), 20, 9));
        RankEdges edges = RankEdges.Of(1, one, one, one);
        Assert.True(edges.HasSameEdges(RankEdges.Of(2, one, one, one)));
        Assert.False(edges.HasSameEdges(RankEdges.Of(1, other, one, one)));
        Assert.False(edges.HasSameEdges(RankEdges.Of(1, one, other, one)));
        Assert.False(edges.HasSameEdges(RankEdges.Of(1, one, one, other)));
    }

    private static MergedOrder<RankKey> Order(IEnumerable<RankKey> keys) => RankOrders.Merge(new Random(1), keys, 3);
}
