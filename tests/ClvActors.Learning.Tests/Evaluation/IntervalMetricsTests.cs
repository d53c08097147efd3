using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class IntervalMetricsTests
{
    [Fact]
    public void Of_SmallExample_EqualsHandCalculation()
    {
        IntervalMetrics metrics = IntervalMetrics.Of([0, 5, 10, 20], [1, 5, 2, 10], [3, 6, 10, 14], level: 0.8);

        Assert.Equal((4, 0.5, 0.25, 0.25), (metrics.Rows, metrics.Coverage, metrics.BelowShare, metrics.AboveShare));
        Assert.Equal((2 + 1 + 8 + 4) / 4.0, metrics.MeanWidth, 1e-12);
        Assert.Equal(3, metrics.MedianWidth, 1e-12);
        Assert.Equal((15 + (2 / 0.2 * (1 + 6))) / 4, metrics.IntervalScore, 1e-9);
    }

    /// <summary>Gneiting and Raftery's score is 2 / (1 - level) x the pinball losses of the two ends.</summary>
    [Fact]
    public void Of_AnyIntervals_ScoreIsTheSumOfPinballLosses()
    {
        Random random = new(1);
        double[] actual = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() * 10)];
        double[] lower = [.. actual.Select(_ => random.NextDouble() * 5)];
        double[] upper = [.. lower.Select(low => low + (random.NextDouble() * 5))];

        double score = IntervalMetrics.Of(actual, lower, upper, level: 0.8).IntervalScore;

        Assert.Equal(10 * (PinballLoss.Of(actual, lower, 0.1) + PinballLoss.Of(actual, upper, 0.9)), score, 1e-9);
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => IntervalMetrics.Of([1, 2], [0, 3], [1, 2], 0.8)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => IntervalMetrics.Of([1], [0], [1], 1));
        Assert.Throws<ArgumentException>(() => IntervalMetrics.Of([1], [0, 1], [1], 0.8));
    }

    [Fact]
    public void PinballLoss_BestConstant_IsTheQuantile()
    {
        double[] actual = [.. Enumerable.Range(0, 101).Select(row => (double)(row * row))];

        double best = actual.MinBy(candidate => PinballLoss.Of(actual, [.. Enumerable.Repeat(candidate, 101)], 0.9));

        Assert.Equal(90 * 90, best);
        Assert.Equal(1.5, PinballLoss.At(0.5)([1, 5], [3, 1]), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => PinballLoss.At(0));
    }
}
