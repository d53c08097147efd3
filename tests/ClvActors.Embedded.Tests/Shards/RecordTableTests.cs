using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Tests.Queries;

namespace ClvActors.Embedded.Tests.Shards;

public sealed class RecordTableTests
{
    [Fact]
    public void Publish_AnySequenceOfWrites_KeepsEveryPublishedState()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            Random random = new(seed);
            RecordTable table = new();
            Dictionary<int, RecordEntry> now = [];
            List<(RecordTable.Snapshot Snapshot, Dictionary<int, RecordEntry> Expected)> published = [];
            int slots = 0;
            for (int step = 0; step < 400; step++)
            {
                int slot = random.Next(3) == 0 ? slots : random.Next(slots + 1);
                slots = Math.Max(slots, slot + 1);
                RecordEntry entry = new(SamplePopulation.Record($"{slot}", random.Next(100)), step, []);
                table.Set(slot, entry);
                now[slot] = entry;
                if (random.Next(10) == 0)
                {
                    published.Add((table.Publish(), new Dictionary<int, RecordEntry>(now)));
                }
            }

            foreach ((RecordTable.Snapshot snapshot, Dictionary<int, RecordEntry> expected) in published)
            {
                for (int slot = 0; slot < slots + 200; slot++)
                {
                    Assert.True(expected.GetValueOrDefault(slot) == snapshot[slot], $"seed {seed}: slot {slot} of a published table has changed");
                }

                Assert.Equal(expected.OrderBy(entry => entry.Key).Select(entry => entry.Value), snapshot.Entries);
            }
        }
    }

    [Fact]
    public void Publish_WithoutAChange_GivesTheSameSnapshot()
    {
        RecordTable table = new();
        Assert.Same(table.Publish(), table.Publish());
        table.Set(300, new RecordEntry(SamplePopulation.Record("1", 1), 1, []));
        RecordTable.Snapshot first = table.Publish();
        Assert.Same(first, table.Publish());
        Assert.Single(first.Entries);
        Assert.Null(first[299].Record);
    }
}
