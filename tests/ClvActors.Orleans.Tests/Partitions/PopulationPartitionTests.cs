using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class PopulationPartitionTests
{
    [Fact]
    public void Apply_AnyOrderOfArrival_HoldsTheNewestEntries()
    {
        for (int seed = 1; seed <= 80; seed++)
        {
            Random random = new(seed);
            List<CustomerEntry> stream = SampleEntries.Stream(random, random.Next(1, 60), random.Next(200));
            PopulationPartition partition = new();
            List<CustomerEntry> told = [];
            foreach (CustomerEntry entry in SampleEntries.Shuffled(random, stream))
            {
                bool isNews = told.All(known => known.Id != entry.Id || known.Version < entry.Version);
                Assert.True(isNews == partition.Apply(entry), $"seed {seed}: {entry.Id} version {entry.Version}");
                told.Add(entry);
                if (random.Next(10) == 0)
                {
                    AssertEqual(new PlainPopulation(SampleEntries.NewestOf(told)), partition, random, $"seed {seed}, {told.Count} entries");
                }
            }

            AssertEqual(new PlainPopulation(SampleEntries.NewestOf(stream)), partition, random, $"seed {seed}");
        }
    }

    [Fact]
    public void Ranges_OfASampledVersion_AreNotMovedByLaterEntries()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] stream = SampleEntries.Shuffled(random, SampleEntries.Stream(random, 50, 150));
            PopulationPartition partition = new();
            Dictionary<(PopulationOrder, long), OrderKey[]> versions = [];
            foreach (CustomerEntry[] group in stream.Chunk(12).Take(16))
            {
                Array.ForEach(group, entry => partition.Apply(entry));

                // All sixteen are remembered; columns of features are not.
                PopulationOrder[] orders = [.. PlainPopulation.Orders.Where(order => order < PopulationOrder.FirstFeature)];
                OrderSample[] samples = partition.Sample(orders, 2_000);
                for (int index = 0; index < orders.Length; index++)
                {
                    versions[(orders[index], samples[index].SnapshotId)] = samples[index].Keys;
                }

                foreach (((PopulationOrder order, long snapshot), OrderKey[] keys) in versions.Where(version => version.Value.Length > 0))
                {
                    OrderRange range = partition.Ranges([new OrderRangeRequest(snapshot, order, keys[0], keys[^1])])[0];
                    Assert.True(range.SnapshotId == snapshot && keys.SequenceEqual(range.Keys), $"seed {seed}: {order} of version {snapshot}");
                }
            }
        }
    }

    [Fact]
    public void Ranges_OfAForgottenVersion_ComeFromTheNewestAndSaySo()
    {
        PopulationPartition partition = new();
        partition.Apply(SampleEntries.Entry("1", value: 1));
        OrderSample first = partition.Sample([PopulationOrder.Scored], 2)[0];
        for (int version = 2; version <= 17; version++)
        {
            partition.Apply(SampleEntries.Entry("1", version, value: version));
            partition.Sample([PopulationOrder.Scored], 2);
        }

        OrderKey high = new(OrderKey.OfDouble(100), CustomerId.Parse("1"));
        OrderRange range = partition.Ranges([new OrderRangeRequest(first.SnapshotId, PopulationOrder.Scored, first.Keys[0], high)])[0];
        Assert.NotEqual(first.SnapshotId, range.SnapshotId);
        Assert.Equal(17, OrderKey.ToDouble(Assert.Single(range.Keys).Value));
    }

    [Fact]
    public void Sample_WithoutChangesInBetween_IsTheSameVersion()
    {
        PopulationPartition partition = new(firstSnapshotId: 77);
        partition.Apply(SampleEntries.Entry("1"));
        PopulationOrder[] orders = [.. PlainPopulation.Orders];
        long[] first = Array.ConvertAll(partition.Sample(orders, 2), sample => sample.SnapshotId);
        partition.Apply(SampleEntries.Entry("1"));
        partition.Apply(SampleEntries.Entry("later", source: PredictionSource.Pending));
        Assert.Equal(first, Array.ConvertAll(partition.Sample(orders, 3), sample => sample.SnapshotId));
        Assert.All(first, id => Assert.True(id >= 77));
    }

    [Fact]
    public void Tally_LapsedCustomers_CountTheirDaysAtTheDayThatIsNamed()
    {
        PopulationPartition partition = new();
        partition.Apply(SampleEntries.Entry("1", value: 0, source: PredictionSource.Lapsed, lastDay: SampleEntries.Today - 400));
        Assert.Equal(0, partition.Tally([4, 3, 2, 1], -1)[4].Count);
        TallyPart dormant = partition.Tally([4, 3, 2, 1], SampleEntries.Today + 50)[4];
        Assert.Equal((1, 450L), (dormant.Count, dormant.RecencyDays));
    }

    private static void AssertEqual(PlainPopulation plain, PopulationPartition partition, Random random, string context)
    {
        AssertTotals(plain, partition, context);
        PopulationOrder[] orders = [.. PlainPopulation.Orders];
        int keys = random.Next(2, 30);
        OrderSample[] samples = partition.Sample(orders, keys);
        for (int index = 0; index < orders.Length; index++)
        {
            OrderKey[] all = plain.Keys(orders[index]);
            OrderSample sample = samples[index];
            string what = $"{context}: {orders[index]}";
            Assert.True(sample.Count == all.Length && sample.Keys.Length == Math.Min(all.Length, keys), $"{what}: {sample.Count} entries, {sample.Keys.Length} keys");
            Assert.True(sample.Positions.Select(position => all[position]).SequenceEqual(sample.Keys), $"{what}: sample");
            Assert.True(all.Length == 0 || (sample.Positions[0] == 0 && sample.Positions[^1] == all.Length - 1), $"{what}: ends of the sample");
            if (all.Length > 0)
            {
                int low = random.Next(all.Length);
                int high = random.Next(low, all.Length);
                OrderRange range = partition.Ranges([new OrderRangeRequest(sample.SnapshotId, orders[index], all[low], all[high])])[0];
                Assert.True(range.Before == low && all.AsSpan(low, high - low + 1).SequenceEqual(range.Keys), $"{what}: range {low} to {high}");
            }
        }

        double[] values = [-1, 0, 10.25, 10.26, 55, 1e9];
        Assert.Equal(values.Select(value => plain.Scored.Count(record => record.PredictedValue <= value)), partition.CountUpTo(values));
        Assert.Equal(values.Select(value => plain.Everyone.Count(record => record.PredictedValue < value)), partition.CountBelow(samples[4].SnapshotId, PopulationOrder.Everyone, values));
        int position = random.Next(plain.Everyone.Length + 2);
        Assert.Equal(plain.Everyone.Reverse().Skip(position).Take(5), partition.Slice(samples[4].SnapshotId, PopulationOrder.Everyone, position, 5).Records);
        AssertTally(plain, partition, context);
        int day = SampleEntries.Today + random.Next(40);
        CustomerId[] due = [.. plain.Entries.Where(entry => entry.NextDueDay <= day).Select(entry => entry.Id)];
        Assert.True(due.Order().SequenceEqual(partition.DueUpTo(day).Order()) && due.Length > 0 == partition.HasDueUpTo(day), $"{context}: due up to {day}");
    }

    private static void AssertTotals(PlainPopulation plain, PopulationPartition partition, string context)
    {
        NewestDates newest = plain.Entries.Aggregate(NewestDates.None, (dates, entry) => dates.With(entry.Id, entry.NewestPurchaseDay));
        PartitionTotals totals = partition.Totals;
        Assert.True(
            (plain.Everyone.Length, plain.Lapsed.Length, plain.Scored.Length) == (totals.Customers, totals.Lapsed, totals.Scored),
            $"{context}: {totals}");
        Assert.True(newest.FirstDay <= totals.NewestDay && newest.SecondDay <= totals.SecondNewestDay, $"{context}: {totals}, newest dates {newest}");
    }

    private static void AssertTally(PlainPopulation plain, PopulationPartition partition, string context)
    {
        SegmentThresholds thresholds = plain.Thresholds();
        TallyPart[] parts = partition.Tally([thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional], -1);
        for (int segment = 0; segment < 5; segment++)
        {
            CustomerRecord[] own = [.. plain.Everyone.Where(record => (int)thresholds.SegmentOf(record.PredictedValue) == segment)];
            Assert.True(own.Length == parts[segment].Count, $"{context}: {(ClvSegment)segment} {parts[segment].Count}");
            Assert.Equal(own.Sum(record => (long)record.Features.RecencyDays), parts[segment].RecencyDays);
            Assert.Equal(ExactArithmetic.Sum(own.Select(record => record.PredictedValue)), new ExactSum(parts[segment].ValuePartials).Value);
        }
    }
}
