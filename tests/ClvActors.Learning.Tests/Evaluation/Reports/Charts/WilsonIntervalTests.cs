using ClvActors.Learning.Evaluation.Reports.Charts;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Charts;

public sealed class WilsonIntervalTests
{
    // Both ends solve (share - p)^2 = z^2 p (1 - p) / n.
    [Theory]
    [InlineData(0.5, 20)]
    [InlineData(0.8, 2252)]
    [InlineData(0.01, 7)]
    public void Of_Share_EndsSolveTheDefiningEquation(double share, int rows)
    {
        WilsonInterval interval = WilsonInterval.Of(share, rows);

        Assert.All(new[] { interval.Low, interval.High }, p =>
            Assert.Equal(1.959963984540054 * Math.Sqrt(p * (1 - p) / rows), Math.Abs(share - p), 1e-12));
        Assert.True(interval.Low < share && share < interval.High);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Of_NoneOrAll_EndsThere(double share, double end)
    {
        WilsonInterval interval = WilsonInterval.Of(share, 10);

        Assert.Equal(end, share == 0 ? interval.Low : interval.High, 1e-12);
    }

    [Fact]
    public void Of_NoRows_IsNaN()
    {
        Assert.True(double.IsNaN(WilsonInterval.Of(0.5, 0).Low));
        Assert.True(double.IsNaN(WilsonInterval.Of(double.NaN, 5).High));
    }
}
