using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Reports.Charts;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Charts;

public sealed class ScaleTests
{
    [Fact]
    public void LinearCovering_RandomValues_HoldsThemWithAFewRoundTicks()
    {
        MersenneTwister random = new(5);
        for (int round = 0; round < 500; round++)
        {
            double size = Math.Pow(10, (random.NextDouble() * 16) - 8);
            double[] values = [.. Enumerable.Range(0, 5).Select(_ => (random.NextDouble() - 0.4) * size)];

            LinearScale scale = LinearScale.Covering(values);

            string because = string.Join(' ', values);
            Assert.True(scale.Low <= values.Min() && values.Max() <= scale.High, because);
            Assert.True(scale.High - scale.Low <= 4 * (values.Max() - values.Min()), because);
            Assert.InRange(scale.Ticks.Count, 2, 8);
            Assert.Equal(scale.Ticks.Select(tick => tick.Label).Distinct().Count(), scale.Ticks.Count);
        }
    }

    [Theory]
    [InlineData(0, 97, "0 20 40 60 80 100")]
    [InlineData(-0.012, 0.031, "-0.02 -0.01 0.00 0.01 0.02 0.03 0.04")]
    [InlineData(0, 4200, "0 1k 2k 3k 4k 5k")]
    [InlineData(-1300, 200, "-1.5k -1k -500 0 500")]
    public void LinearTicks_Range_AreRound(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', LinearScale.Covering([low, high]).Ticks.Select(tick => tick.Label)));

    [Fact]
    public void LinearTicks_Percent_AreLabelledAsSuch() =>
        Assert.Equal("0% 20% 40% 60% 80% 100%", string.Join(' ', LinearScale.Shares.Ticks.Select(tick => tick.Label)));

    [Theory]
    [InlineData(new double[] { })]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 5.0, 5.0 })]
    [InlineData(new[] { -3.0 })]
    public void Covering_NoRange_StillHasOne(double[] values)
    {
        foreach (Scale scale in new Scale[] { LinearScale.Covering(values), SignedLogScale.Covering(values) })
        {
            Assert.True(scale.Low < scale.High);
            Assert.NotEmpty(scale.Ticks);
            Assert.All(values.Where(double.IsFinite), value => Assert.InRange(scale.Fraction(value), 0, 1));
        }
    }

    [Theory]
    [InlineData(0, 9000, "0 10 100 1k 10k")]
    [InlineData(0, 40_000, "0 100 1k 10k")]
    [InlineData(0, 150, "0 1 10 100")]
    [InlineData(-5000, 20_000, "-1k 0 1k 10k")]
    public void SignedLogTicks_Range_ArePowersOfTen(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', SignedLogScale.Covering([low, high]).Ticks.Select(tick => tick.Label)));

    [Theory]
    [InlineData(6, 0.1, "0 1")]
    [InlineData(0.004, 0.1, "0 0.001")]
    [InlineData(9000, 1, "0 10 100 1k 10k")]
    public void SignedLogCovering_LeastThreshold_NoDecadesBelowItUnlessAllIsBelow(double high, double least, string expected) =>
        Assert.Equal(expected, string.Join(' ', SignedLogScale.Covering([high], least).Ticks.Select(tick => tick.Label)));

    [Fact]
    public void SignedLogFraction_Values_RiseAndDecadesFarFromZeroAreEquallyLong()
    {
        SignedLogScale scale = new(-1e6, 1e6, 1);

        double[] fractions = [.. new[] { -1e6, -1000, -1, 0, 0.5, 1, 1e4, 1e5, 1e6 }.Select(scale.Fraction)];

        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(0, fractions[0]);
        Assert.Equal(0.5, fractions[3], 1e-12);
        Assert.Equal(1, fractions[^1]);
        Assert.Equal(fractions[^1] - fractions[^2], fractions[^2] - fractions[^3], 1e-5);
    }

    [Fact]
    public void Fraction_BeyondTheEnds_IsTheNearerEnd()
    {
        Assert.Equal(0, LinearScale.Shares.Fraction(-1));
        Assert.Equal(1, LinearScale.Shares.Fraction(7));
    }
}
