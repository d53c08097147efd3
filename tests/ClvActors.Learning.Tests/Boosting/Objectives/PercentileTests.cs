using ClvActors.Learning.Boosting.Objectives;

namespace ClvActors.Learning.Tests.Boosting.Objectives;

public sealed class PercentileTests
{
    [Fact]
    public void Of_RandomValues_InterpolatesBetweenRanks()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            double[] values = Values(random);
            double level = random.NextDouble();
            double expected = PlainPercentile.Of(values, level);

            Assert.True(Math.Abs(expected - Percentile.Of(values.AsSpan(), level)) < 1e-12, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_RandomWeights_FollowsLightGbmsRule()
    {
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            double[] values = Values(random);
            float[] weights = [.. values.Select(_ => random.Next(5) == 0 ? 0 : (float)(4 * random.NextDouble()))];
            double level = random.NextDouble();
            double expected = PlainPercentile.Of(values, weights, level);

            Assert.True(Math.Abs(expected - Percentile.Of(values.AsSpan(), weights, level)) < 1e-9, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_SmallWeights_IsTheValueThatTheShareFallsOn()
    {
        double[] values = [5, 1, 4, 2, 3];

        Assert.Equal(2, Percentile.Of(values.AsSpan(), [0.1f, 0.2f, 0.1f, 0.3f, 0.2f], 0.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Of_OneOrEqualValues_IsThatValue(double level)
    {
        Assert.Equal(7, Percentile.Of<double>([7], level));
        Assert.Equal(7, Percentile.Of<double>([7], [0.5f], level));
        Assert.Equal(7, Percentile.Of<double>([7, 7, 7, 7], level));
        Assert.Equal(7, Percentile.Of<double>([7, 7, 7, 7], [1, 2, 1, 2], level));
    }

    [Fact]
    public void OfResiduals_SomeRows_LooksAtTheseOnly()
    {
        double[] scores = [0, 1, 2, 3, 4];
        float[] labels = [10, 21, 32, 43, 54];

        Assert.Equal(20, Percentile.OfResiduals([0, 1, 3], scores, labels, [], 0.5));
        Assert.Equal(40, Percentile.OfResiduals([0, 1, 3], scores, labels, [0.1f, 0.1f, 9, 0.5f, 9], 0.5));
    }

    // Some ties, for which the order of weights matters.
    private static double[] Values(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) == 0 ? random.Next(4) : (10 * random.NextDouble()) - 5)];
}
