using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class BinnedCountsTests
{
    [Fact]
    public void Of_ManyValues_PartsThemIntoTenths()
    {
        BinnedCounts counted = BinnedCounts.Of("x", [.. Enumerable.Range(1, 1_000).Select(value => (double)value)]);

        Assert.Equal([100, 200, 300, 400, 500, 600, 700, 800, 900], counted.Cuts);
        Assert.All(counted.Counts, count => Assert.Equal(100, count));
        Assert.Equal(["up to 100", "100 to 200"], counted.Labels().Take(2));
    }

    [Theory]
    [InlineData(new double[] { 0, 1, 1, 1 }, new double[] { 0 }, new long[] { 1, 3 })]
    [InlineData(new double[] { 3, 1, 2, 2 }, new double[] { 1, 2 }, new long[] { 1, 2, 1 })]
    [InlineData(new double[] { double.NaN, 1, 2 }, new double[] { 1 }, new long[] { 1, 2 })]
    public void Of_FewValues_GivesEachABin(double[] values, double[] cuts, long[] counts)
    {
        BinnedCounts counted = BinnedCounts.Of("x", values);

        Assert.Equal(cuts, counted.Cuts);
        Assert.Equal(counts, counted.Counts);
    }

    [Fact]
    public void Of_OneValue_NoticesEveryOther()
    {
        BinnedCounts constant = BinnedCounts.Of("cancellation_rate", [0, 0, 0]);

        Assert.Equal([0, 3, 0], constant.Counts);
        Assert.Equal([1, 1, 1], BinnedCounts.Count([-0.1, 0, 0.1], constant.Cuts));
    }

    [Fact]
    public void Of_NearlyAllAtTheLargest_PartsThemFromTheRest()
    {
        BinnedCounts counted = BinnedCounts.Of("x", [.. Enumerable.Range(0, 20).Select(value => value / 100.0), .. Enumerable.Repeat(1.0, 980)]);

        Assert.Equal([20, 980], counted.Counts);
    }

    [Fact]
    public void Coarsen_FinerCuts_AddsUpToTheSameCounts()
    {
        MersenneTwister random = new(3);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => Math.Round(random.NextDouble() * 50))];
        BinnedCounts counted = BinnedCounts.Of("x", values);
        double[] finer = [.. counted.Cuts.Concat([7.5, 22.0, 60.0]).Distinct().Order()];

        Assert.Equal(counted.Counts, counted.Coarsen(finer, BinnedCounts.Count(values, finer)));
        Assert.Equal(values.Length, counted.Counts.Sum());
    }
}
