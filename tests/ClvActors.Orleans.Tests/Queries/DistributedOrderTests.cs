using ClvActors.Domain.Population;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Tests.Partitions;

namespace ClvActors.Orleans.Tests.Queries;

public sealed class DistributedOrderTests
{
    private static readonly int[] SampleSizes = [2, 3, 5, 11];

    [Fact]
    public async Task SelectAsync_AnyPositions_GivesWhatSortingGives()
    {
        for (int seed = 1; seed <= 120; seed++)
        {
            Random random = new(seed);
            PlainPopulation plain = new(SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 120), random.Next(1, 300))));
            StandInPartitions partitions = new(random.Next(1, 10), plain.Entries);
            int keys = SampleSizes[random.Next(SampleSizes.Length)];
            OrderPositions[] wanted = [.. PlainPopulation.Orders.Select(order => new OrderPositions(order, count => Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.Next(count))))];
            SelectedPositions[] selected = await new DistributedOrder(partitions, keys).SelectAsync(wanted);
            for (int index = 0; index < wanted.Length; index++)
            {
                OrderKey[] all = plain.Keys(wanted[index].Order);
                string what = $"seed {seed}: {wanted[index].Order}, {partitions.Count} partitions, {keys} keys";
                Assert.True(selected[index].Count == all.Length && selected[index].IsOneVersion, what);
                foreach ((int position, SelectedEntry entry) in selected[index].Entries)
                {
                    Assert.True(all[position] == entry.Key, $"{what}: position {position}");
                    for (int partition = 0; partition < partitions.Count; partition++)
                    {
                        int before = all.Take(position).Count(key => CustomerPlacement.PartOf(key.Customer, partitions.Count) == partition);
                        Assert.True(before == entry.Before[partition], $"{what}: {entry.Before[partition]} of partition {partition} before position {position}");
                    }
                }
            }

            Assert.Equal(partitions.Count, partitions.Asked.Count(method => method == "Sample"));
            Assert.InRange(partitions.Asked.Count(method => method == "Ranges"), 0, partitions.Count);
        }
    }

    [Fact]
    public async Task SelectAsync_EntriesArriveBetweenTheRounds_GivesTheSampledVersion()
    {
        int secondRounds = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] stream = SampleEntries.Shuffled(random, SampleEntries.Stream(random, 80, 300));
            PlainPopulation before = new(SampleEntries.NewestOf(stream[..200]));
            StandInPartitions partitions = new(random.Next(1, 10), stream[..200]);
            partitions.Asking = method =>
            {
                if (method == "Ranges")
                {
                    partitions.Apply(stream[200..]);
                    secondRounds++;
                }
            };
            PopulationOrder[] orders = [.. PlainPopulation.Orders];
            SelectedPositions[] selected = await new DistributedOrder(partitions, 3).SelectAsync(
                Array.ConvertAll(orders, order => new OrderPositions(order, count => [0, count / 3, count / 2, count - 1])));
            for (int index = 0; index < orders.Length; index++)
            {
                OrderKey[] all = before.Keys(orders[index]);
                Assert.True(selected[index].IsOneVersion || orders[index] >= PopulationOrder.FirstFeature, $"seed {seed}: {orders[index]}");
                Assert.True(selected[index].Entries.All(entry => all[entry.Key] == entry.Value.Key), $"seed {seed}: {orders[index]}");
            }
        }

        Assert.True(secondRounds > 60, $"{secondRounds} second rounds");
    }

    [Fact]
    public async Task SelectAsync_VersionForgottenBetweenTheRounds_StartsOver()
    {
        for (int forgetful = 1; forgetful <= DistributedOrder.MostTries; forgetful++)
        {
            StandInPartitions partitions = new(3, Enumerable.Range(0, 60).Select(customer => SampleEntries.Entry($"{customer}", value: customer)));
            int rounds = 0;
            int version = 1;
            partitions.Asking = method =>
            {
                // Every partition is asked in each round; the first of them counts.
                if (method == "Ranges" && partitions.Asked[^1] == "Sample" && ++rounds <= forgetful)
                {
                    for (int sample = 0; sample < 20; sample++)
                    {
                        version++;
                        partitions.Apply(Enumerable.Range(0, 60).Select(customer => SampleEntries.Entry($"{customer}", version, value: customer + version)));
                        Array.ForEach(partitions.Plain, partition => partition.Sample([PopulationOrder.Scored], 2));
                    }
                }
            };
            SelectedPositions selected = (await new DistributedOrder(partitions, 2).SelectAsync(new OrderPositions(PopulationOrder.Scored, _ => [30])))[0];
            Assert.Equal(forgetful < DistributedOrder.MostTries, selected.IsOneVersion);
            Assert.Equal(Math.Min(forgetful + 1, DistributedOrder.MostTries), rounds);
            Assert.True(!selected.IsOneVersion || selected.ValueAt(30) == 30 + version, $"{selected.ValueAt(30)} at version {version}");
        }
    }

    [Fact]
    public async Task SelectAsync_PopulationInsideTheSamples_NeedsOneRound()
    {
        StandInPartitions partitions = new(4, Enumerable.Range(0, 60).Select(customer => SampleEntries.Entry($"{customer}", value: customer)));
        SelectedPositions selected = (await new DistributedOrder(partitions).SelectAsync(new OrderPositions(PopulationOrder.Scored, count => Enumerable.Range(0, count))))[0];
        Assert.Equal(Enumerable.Range(0, 60), selected.Entries.OrderBy(entry => entry.Key).Select(entry => (int)selected.ValueAt(entry.Key)));
        Assert.DoesNotContain("Ranges", partitions.Asked);
    }

    [Fact]
    public void BracketOf_AnySamples_HoldsFewerKeysThanTwoSpacings()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            int parts = random.Next(1, 10);
            int keys = random.Next(2, 20);
            CustomerEntry[] entries = [.. Enumerable.Range(0, 1_500).Select(customer => SampleEntries.Entry($"{customer}", value: random.Next(300)))];
            StandInPartitions partitions = new(parts, entries);
            OrderKey[] all = new PlainPopulation(entries).Keys(PopulationOrder.Scored);
            SampledOrder sampled = new(PopulationOrder.Scored, Array.ConvertAll(partitions.Plain, partition => partition.Sample([PopulationOrder.Scored], keys)[0]));
            int spacings = Enumerable.Range(0, parts).Sum(part => ((sampled.CountIn(part) - 2) / (keys - 1)) + 1);
            for (int position = 0; position < all.Length; position++)
            {
                (int low, int high) = sampled.BracketOf(position);
                int first = Array.IndexOf(all, sampled.KeyOf(low));
                int last = Array.IndexOf(all, sampled.KeyOf(high));
                Assert.True(first <= position && position <= last, $"seed {seed}: position {position} outside {first} to {last}");
                Assert.True(last - first + 1 <= (2 * spacings) + 1, $"seed {seed}: {last - first + 1} keys, {parts} partitions, {keys} samples");
            }
        }
    }
}
