using ClvActors.Domain.Service;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class PartitionChangesTests
{
    [Fact]
    public void Changes_ReadInPiecesWhileTheyArrive_GiveEveryCustomersNewestValueInOrder()
    {
        for (int seed = 1; seed <= 150; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] arriving = SampleEntries.Shuffled(random, SampleEntries.Stream(random, random.Next(1, 30), 200));
            PopulationPartition partition = new(recentChanges: random.Next(1, 50));
            CustomerEntry[] stored = [.. arriving.Where(_ => random.Next(5) == 0)];
            Array.ForEach(stored, partition.Load);
            List<CustomerEntry> all = [.. stored];
            foreach (CustomerEntry[] group in arriving.Chunk(20))
            {
                Array.ForEach(group, entry => partition.Apply(entry));
                all.AddRange(group);
                AssertReadable(partition, all, random, seed);
            }

            Array.ForEach(arriving, partition.Load);
            AssertReadable(partition, [.. all, .. arriving], random, seed);
        }
    }

    [Fact]
    public void Changes_OfALoadedPartition_AreServedFromTheEntries()
    {
        PopulationPartition partition = new();
        partition.Load(SampleEntries.Entry("2", changeSequence: 5));
        partition.Load(SampleEntries.Entry("1", changeSequence: 5));
        partition.Load(SampleEntries.Entry("3", changeSequence: 0));
        partition.Apply(SampleEntries.Entry("2", version: 2, changeSequence: 6));
        Assert.Equal(["5:1", "6:2"], Positions(partition.Changes(ChangePosition.Start, 9, 10)));
        Assert.Equal(["5:1"], Positions(partition.Changes(ChangePosition.Start, 5, 10)));
        Assert.Equal(["6:2"], Positions(partition.Changes(new ChangePosition(5, null), 9, 10)));
        Assert.Empty(partition.Changes(new ChangePosition(6, null), 9, 10));
    }

    [Fact]
    public void Changes_OfAnEntryThatChangedNothing_AreNotTold()
    {
        PopulationPartition partition = new();
        partition.Apply(SampleEntries.Entry("1", changeSequence: 0));
        partition.Apply(SampleEntries.Entry("1", version: 2, changeSequence: 3));
        partition.Apply(SampleEntries.Entry("1", version: 3, changeSequence: 3));
        ToldChange change = Assert.Single(partition.Changes(ChangePosition.Start, 9, 10));
        Assert.Equal((3, 2), (change.Sequence, change.Entry.Version));
    }

    // Reading on from piece to piece must give, for every customer, its newest change after the start, all in order and none twice.
    private static void AssertReadable(PopulationPartition partition, List<CustomerEntry> all, Random random, int seed)
    {
        CustomerEntry[] newest = SampleEntries.NewestOf(all);
        long highest = newest.Max(entry => entry.ChangeSequence);
        long upTo = highest;
        ChangePosition after = random.Next(3) == 0
            ? ChangePosition.Start
            : new ChangePosition(random.NextInt64(highest + 1), random.Next(2) == 0 ? null : newest[random.Next(newest.Length)].Id);
        int count = random.Next(1, 9);
        List<ChangePosition> read = [];
        for (ChangePosition position = after; partition.Changes(position, upTo, count) is { Length: > 0 } piece; position = read[^1])
        {
            Assert.True(piece.Length <= count, $"seed {seed}: {piece.Length} changes instead of {count}");
            read.AddRange(piece.Select(RecentChanges.PositionOf));
        }

        Assert.True(read.Order().Distinct().SequenceEqual(read) && read.All(position => position > after), $"seed {seed}: order after {after}");
        ChangePosition[] wanted = [.. newest.Where(entry => entry.ChangeSequence > 0).Select(entry => new ChangePosition(entry.ChangeSequence, entry.Id)).Where(position => position > after)];
        Assert.True(wanted.All(read.Contains), $"seed {seed}: after {after} wanted {string.Join(' ', wanted.Order())}, read {string.Join(' ', read)}");
        Assert.True(
            read.All(position => all.Any(entry => entry.ChangeSequence == position.Sequence && entry.Id == position.Customer)),
            $"seed {seed}: something that nobody told was read");
    }

    private static string[] Positions(ToldChange[] changes) => [.. changes.Select(change => RecentChanges.PositionOf(change).ToString())];
}
