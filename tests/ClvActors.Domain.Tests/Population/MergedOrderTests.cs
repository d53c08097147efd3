using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public class MergedOrderTests
{
    [Fact]
    public void SelectSliceCount_OneToEightParts_EqualOneSortedList()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            Random random = new(seed);
            int parts = 1 + (seed % 8);
            int count = random.Next(4) switch { 0 => random.Next(1, 5), 1 => random.Next(1, 60), _ => random.Next(1, 1_500) };
            RankKey[] keys = RankOrders.Keys(random, count, random.Next(3) switch { 0 => 1, 1 => 4, _ => 100_000 });
            MergedOrder<RankKey> order = RankOrders.Merge(random, keys, parts);
            Array.Sort(keys);
            Assert.Equal(count, order.Count);
            for (int at = 0; at < count; at++)
            {
                Assert.True(keys[at] == order.Select(at), $"seed {seed}, position {at} of {count}");
                if (count < 100 || at % 7 == 0)
                {
                    Assert.True(at == order.CountBefore(new BeforeEntry<RankKey>(keys[at])), $"seed {seed}, position {at} of {count}");
                }
            }

            for (int slice = 0; slice < 10; slice++)
            {
                int from = random.Next(count + 3);
                int length = random.Next(count + 3);
                Assert.True(keys.Skip(from).Take(length).SequenceEqual(order.Slice(from, length)), $"seed {seed}, {length} from {from}");
            }

            long value = random.Next(6);
            Assert.Equal(keys.Count(key => key.Value < value), order.CountBefore(new RankOrders.BelowValue(value)));
        }
    }

    [Fact]
    public void Select_PartsThatDoNotOverlapOrAreEmpty_StillExact()
    {
        OrderIndex<RankKey> low = new();
        OrderIndex<RankKey> high = new();
        for (int value = 0; value < 1_000; value++)
        {
            (value < 990 ? low : high).Insert(new RankKey(value, RankOrders.Id(value)));
        }

        OrderSnapshot<RankKey> empty = new OrderIndex<RankKey>().Publish();
        MergedOrder<RankKey> order = new(empty, high.Publish(), empty, low.Publish());
        Assert.Equal(Enumerable.Range(0, 1_000), Enumerable.Range(0, 1_000).Select(at => (int)order.Select(at).Value));
    }

    [Fact]
    public void Select_OutsideTheOrder_Throws()
    {
        MergedOrder<RankKey> order = RankOrders.Merge(new Random(1), RankOrders.Keys(new Random(1), 5, 3), 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Select(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Select(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Slice(-1, 2));
        Assert.Empty(order.Slice(5, 2));
        Assert.Empty(order.Slice(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MergedOrder<RankKey>().Select(0));
        Assert.Equal(0, new MergedOrder<RankKey>().Count);
    }
}
