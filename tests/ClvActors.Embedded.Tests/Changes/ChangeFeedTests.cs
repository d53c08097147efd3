using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Changes;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Tests.Queries;

namespace ClvActors.Embedded.Tests.Changes;

public sealed class ChangeFeedTests
{
    [Fact]
    public void After_AnyPosition_GivesTheRestOrSaysThatItIsForgotten()
    {
        for (int seed = 1; seed <= 50; seed++)
        {
            Random random = new(seed);
            int capacity = random.Next(1, 40);
            ChangeFeed feed = new(capacity);
            long start = random.Next(3);
            feed.StartAfter(start);
            List<ValueChange> all = [];
            long sequence = start;
            for (int group = 0; group < 20; group++)
            {
                ValueChange[] changes = [.. Enumerable.Range(0, random.Next(1, 3)).SelectMany(_ => Changes(++sequence, random))];
                feed.Append(changes);
                all.AddRange(changes);
                ChangePosition from = all.Count == 0 || random.Next(3) == 0 ? new ChangePosition(random.Next((int)sequence + 2), null) : all[random.Next(all.Count)].Position;
                ChangePosition floor = all.Count > capacity ? all[^(capacity + 1)].Position : new ChangePosition(start, null);
                List<ValueChange>? found = feed.After(from, out _);
                if (from < floor)
                {
                    Assert.True(found is null, $"seed {seed}: {from} lies before the floor {floor}");
                }
                else
                {
                    Assert.True(found is not null && all.Where(change => change.Position > from).SequenceEqual(found), $"seed {seed}: after {from}");
                }
            }
        }
    }

    [Fact]
    public void After_ManyChanges_ComeInReadings()
    {
        ChangeFeed feed = new(10_000);
        feed.Append(Enumerable.Range(1, 3_500).Select(sequence => Change(sequence, 1)));
        ChangePosition position = ChangePosition.Start;
        List<long> seen = [];
        while (feed.After(position, out _) is { Count: > 0 } changes)
        {
            seen.AddRange(changes.Select(change => change.Position.Sequence));
            position = changes[^1].Position;
        }

        Assert.Equal(Enumerable.Range(1, 3_500).Select(sequence => (long)sequence), seen);
    }

    [Fact]
    public void After_AtTheEnd_TellsWhenMoreComes()
    {
        ChangeFeed feed = new(10);
        Assert.Empty(feed.After(ChangePosition.Start, out Task more)!);
        Assert.False(more.IsCompleted);
        feed.Append([Change(1, 1)]);
        Assert.True(more.IsCompleted);
        Assert.Single(feed.After(ChangePosition.Start, out Task next)!);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public void FromPopulation_AfterAPosition_GivesEachCustomerOnceInOrder()
    {
        PopulationSnapshot population = SamplePopulation.Of(
            [SamplePopulation.Record("9", 5), SamplePopulation.Record("10", 7), SamplePopulation.Record("a", 1), SamplePopulation.Record("gone", 0, Domain.Scoring.PredictionSource.Lapsed)],
            sequence: 4);
        ValueChange[] all = [.. ChangeFeed.FromPopulation(population, ChangePosition.Start)];
        Assert.Equal(["4:9", "4:10", "4:a", "4:gone"], all.Select(change => change.Position.ToString()));
        Assert.Equal([ClvSegment.Growing, ClvSegment.Champions, ClvSegment.Dormant, ClvSegment.Dormant], all.Select(change => change.Segment));
        Assert.Equal(["4:a", "4:gone"], ChangeFeed.FromPopulation(population, new ChangePosition(4, CustomerId.Parse("10"))).Select(change => change.Position.ToString()));
        Assert.Empty(ChangeFeed.FromPopulation(population, new ChangePosition(4, null)));
    }

    private static IEnumerable<ValueChange> Changes(long sequence, Random random) =>
        Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(customer => Change(sequence, customer));

    private static ValueChange Change(long sequence, int customer) =>
        new(new ChangePosition(sequence, CustomerId.FromNumber(customer)), SamplePopulation.Record($"{customer}", 1), ClvSegment.Growing, 50);
}
