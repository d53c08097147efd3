using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public class OrderIndexTests
{
    [Fact]
    public void InsertRemove_Random_EqualsASortedListAtEveryPublish()
    {
        for (int seed = 0; seed < 24; seed++)
        {
            Random random = new(seed);
            int ids = random.Next(1, 3_000);
            int values = random.Next(3) switch { 0 => 1, 1 => 10, _ => 1_000_000 };
            OrderIndex<RankKey> index = new();
            SortedSet<RankKey> expected = [];
            List<(OrderSnapshot<RankKey> Snapshot, RankKey[] Entries)> published = [];
            int growth = 3;
            for (int step = 0; step < 6_000; step++)
            {
                growth = step % 1_000 == 0 ? random.Next(1, 5) : growth;
                RankKey key = new(random.Next(values), RankOrders.Id(random.Next(ids)));
                if (expected.Contains(key))
                {
                    if (random.Next(5) >= growth || random.Next(2) == 0)
                    {
                        index.Remove(key);
                        expected.Remove(key);
                    }
                    else
                    {
                        Assert.Throws<InvalidOperationException>(() => index.Insert(key));
                    }
                }
                else if (random.Next(5) < growth)
                {
                    index.Insert(key);
                    expected.Add(key);
                }
                else if (expected.Count > 0 && random.Next(10) > 0)
                {
                    RankKey nearest = expected.GetViewBetween(key, expected.Max > key ? expected.Max : key) is { Count: > 0 } above
                        ? above.Min
                        : expected.Max;
                    index.Remove(nearest);
                    expected.Remove(nearest);
                }
                else
                {
                    Assert.Throws<InvalidOperationException>(() => index.Remove(key));
                }

                Assert.True(expected.Count == index.Count, $"seed {seed}, step {step}");
                if (random.Next(400) == 0)
                {
                    RankKey[] entries = [.. expected];
                    published.Add((index.Publish(), entries));
                    AssertSame(entries, published[^1].Snapshot, random, $"seed {seed}, step {step}");
                }
            }

            // What was published stands, whatever the writer did since.
            foreach ((OrderSnapshot<RankKey> snapshot, RankKey[] entries) in published)
            {
                AssertSame(entries, snapshot, random, $"seed {seed}, at the end");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Insert_AscendingOrDescendingThenRemoveAll_StaysSorted(bool isAscending)
    {
        const int Count = 10 * OrderIndex<RankKey>.LargestBlock;
        int[] values = [.. Enumerable.Range(0, Count)];
        if (!isAscending)
        {
            Array.Reverse(values);
        }

        OrderIndex<RankKey> index = new();
        foreach (int value in values)
        {
            index.Insert(Key(value));
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(Key), RankOrders.Entries(index.Publish()));
        foreach (int value in values)
        {
            index.Remove(Key(value));
        }

        Assert.Equal(0, index.Count);
        Assert.Equal(0, index.Publish().Count);
        index.Insert(Key(5));
        Assert.Equal([Key(5)], RankOrders.Entries(index.Publish()));
    }

    [Fact]
    public void Move_FromAndTo_RemovesAndInsertsWhatDiffers()
    {
        OrderIndex<RankKey> index = new();
        RankKey first = new(1, RankOrders.Id(1));
        RankKey second = new(2, RankOrders.Id(1));

        index.Move(null, first);
        OrderSnapshot<RankKey> before = index.Publish();
        index.Move(first, first);
        index.Move(null, null);
        Assert.Same(before, index.Publish());

        index.Move(first, second);
        Assert.Equal(second, index.Publish()[0]);
        Assert.Throws<InvalidOperationException>(() => index.Move(first, second));

        index.Move(second, null);
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void Publish_NothingChanged_SameSnapshot()
    {
        OrderIndex<RankKey> index = new();
        OrderSnapshot<RankKey> empty = index.Publish();
        Assert.Same(empty, index.Publish());
        Assert.Throws<InvalidOperationException>(() => index.Remove(Key(1)));
        Assert.Same(empty, index.Publish());
        index.Insert(Key(1));
        OrderSnapshot<RankKey> one = index.Publish();
        Assert.NotSame(empty, one);
        Assert.Throws<InvalidOperationException>(() => index.Insert(Key(1)));
        Assert.Throws<InvalidOperationException>(() => index.Remove(Key(2)));
        Assert.Same(one, index.Publish());
    }

    [Fact]
    public void Indexer_OutsideTheOrder_Throws()
    {
        OrderIndex<RankKey> index = new();
        index.Insert(Key(1));
        OrderSnapshot<RankKey> snapshot = index.Publish();
        Assert.Equal(Key(1), snapshot[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot[-1]);
    }

    [Fact]
    public async Task Publish_WhileOthersRead_EverySnapshotIsWhole()
    {
        // Each step moves one entry up and one down by the same amount: between publications the sum is off, in a snapshot never.
        const int Entries = 3_000;
        long[] values = [.. Enumerable.Range(0, Entries).Select(value => (long)value)];
        OrderIndex<RankKey> index = new();
        for (int id = 0; id < Entries; id++)
        {
            index.Insert(new RankKey(values[id], RankOrders.Id(id)));
        }

        long sum = values.Sum();
        OrderSnapshot<RankKey> newest = index.Publish();
        bool isDone = false;
        Task<int>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            int read = 0;
            do
            {
                OrderSnapshot<RankKey> snapshot = Volatile.Read(ref newest);
                Assert.Equal(Entries, snapshot.Count);
                RankKey[] entries = RankOrders.Entries(snapshot);
                Assert.Equal(sum, entries.Sum(entry => entry.Value));
                for (int at = 1; at < entries.Length; at++)
                {
                    Assert.True(entries[at - 1] < entries[at]);
                }

                Assert.Equal(17, snapshot.CountBefore(new BeforeEntry<RankKey>(entries[17])));
                read++;
            }
            while (!Volatile.Read(ref isDone));
            return read;
        }))];
        Random random = new(1);
        for (int step = 0; step < 20_000; step++)
        {
            int amount = random.Next(100);
            Move(random.Next(Entries), amount);
            Move(random.Next(Entries), -amount);
            Volatile.Write(ref newest, index.Publish());
        }

        Volatile.Write(ref isDone, true);
        Assert.All(await Task.WhenAll(readers), read => Assert.True(read > 0));

        void Move(int id, int amount)
        {
            index.Remove(new RankKey(values[id], RankOrders.Id(id)));
            values[id] += amount;
            index.Insert(new RankKey(values[id], RankOrders.Id(id)));
        }
    }

    private static RankKey Key(int value) => new(value, RankOrders.Id(value));

    private static void AssertSame(RankKey[] entries, OrderSnapshot<RankKey> snapshot, Random random, string where)
    {
        Assert.True(entries.SequenceEqual(RankOrders.Entries(snapshot)), where);
        for (int probe = 0; probe < 8; probe++)
        {
            RankKey key = entries.Length > 0 && random.Next(2) == 0
                ? entries[random.Next(entries.Length)]
                : new RankKey(random.Next(-1, 12), RankOrders.Id(random.Next(3_000)));
            Assert.True(entries.Count(entry => entry < key) == snapshot.CountBefore(new BeforeEntry<RankKey>(key)), where);
            Assert.True(
                entries.Count(entry => entry.Value < key.Value) == snapshot.CountBefore(new RankOrders.BelowValue(key.Value)), where);
        }
    }
}
