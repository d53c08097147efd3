using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Queries;

public sealed class PopulationStatisticsTests
{
    [Fact]
    public async Task All_AnyPopulation_EqualsOneOrder()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            PlainPopulation plain = new(SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 150), random.Next(300))));
            StandInPartitions partitions = new(random.Next(1, 10), plain.Entries);
            PopulationStatistics statistics = new(partitions, random.Next(2, 6));
            Assert.Equal(plain.Edges(seed), await statistics.EdgesAsync(seed));
            Assert.Equal(plain.Thresholds(), await statistics.ThresholdsAsync());
            double[] medians = await statistics.MediansAsync();
            for (int feature = 0; feature < FeatureSet.Count; feature++)
            {
                double[] column = [.. plain.Everyone.Select(record => record.Features[feature]).Order()];
                Assert.True((column.Length == 0 ? 0 : PopulationOracle.Percentile(column, 50)) == medians[feature], $"seed {seed}: median of {FeatureSet.Names[feature]}");
            }

            foreach (double value in (double[])[-1, 0, 10.25, 41, 1e9])
            {
                CustomerRecord[] scored = plain.Scored;
                double rank = scored.Length == 0 ? 0 : 100.0 * scored.Count(record => record.PredictedValue <= value) / scored.Length;
                Assert.Equal(rank, await statistics.PercentileRankAsync(value));
            }
        }
    }

    [Fact]
    public async Task EdgesAsync_NobodyInThePopulation_AreThoseOfNobody()
    {
        StandInPartitions partitions = new(3, [SampleEntries.Entry("1", source: PredictionSource.Lapsed), SampleEntries.Entry("2", source: PredictionSource.Pending)]);
        PopulationStatistics statistics = new(partitions);
        Assert.Equal(RankEdges.None with { Version = 4 }, await statistics.EdgesAsync(4));
        Assert.Equal(SegmentThresholds.None, await statistics.ThresholdsAsync());
        Assert.Equal(new double[FeatureSet.Count], await statistics.MediansAsync());
        Assert.Equal(0, await statistics.PercentileRankAsync(5));
        ValueLadder ladder = await statistics.LadderAsync(2);
        Assert.True(ladder.IsExact);
        Assert.Equal(0, ladder.Scored);
    }

    [Fact]
    public async Task LadderAsync_AnyValues_CountsExactlyOnEveryRung()
    {
        bool[] exact = new bool[2];
        for (int seed = 1; seed <= 150; seed++)
        {
            Random random = new(seed);
            int distinct = random.Next(1, 60);
            CustomerEntry[] entries = [.. Enumerable.Range(0, random.Next(1, 300)).Select(customer => SampleEntries.Entry($"{customer}", value: random.Next(distinct) / 4.0))];
            double[] values = [.. entries.Select(entry => entry.Record.PredictedValue)];
            int most = random.Next(2, 60);
            ValueLadder ladder = await new PopulationStatistics(new StandInPartitions(random.Next(1, 10), entries)).LadderAsync(most);
            string what = $"seed {seed}: {values.Distinct().Count()} values, {most} rungs";
            Assert.True(ladder.IsExact == values.Distinct().Count() <= most, what);
            Assert.True(ladder.Values.Length <= most && ladder.Values[^1] == values.Max() && ladder.Scored == values.Length, what);
            Assert.True(ladder.Values.Order().Distinct().SequenceEqual(ladder.Values), what);
            Assert.Equal(ladder.Values.Select(value => values.Count(other => other <= value)), ladder.UpTo);
            Assert.True(
                !ladder.IsExact || values.All(value => ladder.CountUpTo(value + 0.1) == values.Count(other => other <= value)), $"{what}: between rungs");
            exact[ladder.IsExact ? 1 : 0] = true;
        }

        Assert.All(exact, Assert.True);
    }
}
