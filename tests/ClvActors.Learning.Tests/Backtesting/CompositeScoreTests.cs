using ClvActors.Learning.Backtesting;

namespace ClvActors.Learning.Tests.Backtesting;

public sealed class CompositeScoreTests
{
    [Theory]
    [InlineData(0.6, 0.9, 50, 100, (0.6 + 0.9 + 0.5) / 3)]
    [InlineData(1, 1, 0, 100, 1)]
    [InlineData(-0.5, -0.2, 150, 100, 0)]
    [InlineData(double.NaN, 0.9, 100, 100, 0.3)]
    [InlineData(0.6, 0.6, 0, 0, 0.4)]
    public void Of_Figures_IsTheMeanOfTheClippedParts(double spearman, double gini, double error, double naive, double expected) =>
        Assert.Equal(expected, CompositeScore.Of(spearman, gini, error, naive), 1e-15);

    [Fact]
    public void Of_SpendOverALongerHorizon_IsTheSame() =>
        Assert.Equal(CompositeScore.Of(0.6, 0.8, 300, 500), CompositeScore.Of(0.6, 0.8, 4 * 300, 4 * 500));
}
