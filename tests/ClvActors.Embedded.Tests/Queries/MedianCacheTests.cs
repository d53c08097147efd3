using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class MedianCacheTests
{
    [Fact]
    public void Of_AnyPopulation_EqualsSortingEachColumn()
    {
        for (int count = 1; count < 30; count++)
        {
            Random random = new(count);
            double[][] rows = [.. Enumerable.Range(0, count).Select(_ => Row(random))];
            CustomerRecord[] records = [.. rows.Select((row, index) => SamplePopulation.Record($"{index}", random.Next(5), index % 3 == 0 ? PredictionSource.ColdStart : PredictionSource.Model, row[0], row))];
            CustomerRecord outside = SamplePopulation.Record("gone", 0, PredictionSource.Lapsed, 1_000, [.. Enumerable.Repeat(1e9, FeatureSet.Count)]);
            double[] medians = new MedianCache().Of(SamplePopulation.Of([.. records, outside]));
            for (int feature = 0; feature < FeatureSet.Count; feature++)
            {
                double[] column = [.. rows.Select(row => row[feature]).Order()];
                Assert.Equal(PopulationOracle.Percentile(column, 50), medians[feature]);
            }
        }
    }

    [Fact]
    public void Of_AnotherSettledVersion_IsComputedAnew()
    {
        MedianCache cache = new();
        Assert.Equal(3, cache.Of(Versions(3, sequence: 1, isSettled: true))[0]);
        Assert.Equal(4, cache.Of(Versions(4, sequence: 2, isSettled: true))[0]);
    }

    [Fact]
    public void Of_VersionsBetweenSettlings_MayStandInForEachOtherUnderTheSameEdges()
    {
        MedianCache cache = new();
        Assert.Equal(3, cache.Of(Versions(3, sequence: 1, isSettled: true))[0]);
        Assert.Equal(3, cache.Of(Versions(4, sequence: 2, isSettled: false))[0]);
        Assert.Equal(5, cache.Of(Versions(5, sequence: 3, isSettled: false, edgesVersion: 2))[0]);
        Assert.Equal(6, cache.Of(Versions(6, sequence: 4, isSettled: true, edgesVersion: 2))[0]);
    }

    [Fact]
    public void Of_FirstCustomersAfterAnEmptyPopulation_AreNotHiddenByItsZeros()
    {
        MedianCache cache = new();
        Assert.All(cache.Of(SamplePopulation.Of([], sequence: 1, isSettled: true)), median => Assert.Equal(0, median));
        Assert.Equal(4, cache.Of(Versions(4, sequence: 2, isSettled: false))[0]);
    }

    private static PopulationSnapshot Versions(double recencyDays, long sequence, bool isSettled, long edgesVersion = 1) =>
        SamplePopulation.Of([SamplePopulation.Record("1", 1, recencyDays: recencyDays)], sequence: sequence, isSettled: isSettled, edgesVersion: edgesVersion);

    private static double[] Row(Random random) => [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => (double)random.Next(7))];
}
