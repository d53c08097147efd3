using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class BootstrapTests
{
    private static readonly Metric MeanActual = (actual, _) => actual.ToArray().Average();

    [Fact]
    public void Interval_OfAMean_IsThatOfItsStandardError()
    {
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() * 10)];
        double deviation = Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
        double half = 1.96 * deviation / Math.Sqrt(values.Length);

        BootstrapInterval interval = Bootstrap.Interval(values, values, MeanActual, seed: 5);

        Assert.Equal(values.Average(), interval.Estimate, 1e-12);
        Assert.Equal(values.Average() - half, interval.Lower, 0.06);
        Assert.Equal(values.Average() + half, interval.Upper, 0.06);
        Assert.Equal(Bootstrap.DefaultResamples, interval.Resamples);
    }

    /// <summary>An interval of 90 % misses the true mean in about 10 % of fresh samples.</summary>
    [Fact]
    public void Interval_ManySamples_CoversAsOftenAsItSays()
    {
        const int Samples = 300;
        Random random = new(2);
        int covered = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] values = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
            BootstrapInterval interval = Bootstrap.Interval(values, values, MeanActual, sample, resamples: 300, confidence: 0.9);
            covered += interval.Lower <= 0.5 && interval.Upper >= 0.5 ? 1 : 0;
        }

        Assert.InRange(covered / (double)Samples, 0.84, 0.95);
    }

    [Fact]
    public void Difference_SharedNoise_IsNarrowerThanApart()
    {
        Random random = new(3);
        double[] actual = [.. Enumerable.Range(0, 200).Select(_ => Math.Exp(8 * random.NextDouble()))];
        double[] first = [.. actual.Select(_ => 10.0)];
        double[] second = [.. actual.Select(_ => 30.0)];

        BootstrapInterval difference = Bootstrap.Difference(actual, first, second, Metrics.MeanAbsoluteError, seed: 1);
        BootstrapInterval alone = Bootstrap.Interval(actual, first, Metrics.MeanAbsoluteError, seed: 1);

        Assert.Equal(Metrics.MeanAbsoluteError(actual, first) - Metrics.MeanAbsoluteError(actual, second), difference.Estimate, 1e-9);
        Assert.True(difference.Upper - difference.Lower < 0.1 * (alone.Upper - alone.Lower));
        Assert.True(difference.ExcludesZero);
        Assert.Equal(0, difference.BelowZero);
    }

    [Fact]
    public void Difference_EqualModels_IsZero()
    {
        double[] actual = [1, 5, 2, 8];

        BootstrapInterval difference = Bootstrap.Difference(actual, [1, 2, 3, 4], [1, 2, 3, 4], Metrics.RootMeanSquaredError, seed: 1);

        Assert.Equal((0, 0, 0), (difference.Estimate, difference.Lower, difference.Upper));
        Assert.False(difference.ExcludesZero);
        Assert.Equal(0.5, difference.BelowZero);
    }

    [Fact]
    public void Difference_SameSeed_GivesTheSameInterval()
    {
        double[] actual = [.. Enumerable.Range(0, 50).Select(row => (double)(row * row % 23))];
        double[] first = [.. actual.Select((value, row) => value + (row % 3))];
        double[] second = [.. actual.Select((value, row) => value - (row % 5))];

        BootstrapInterval Interval(int seed) => Bootstrap.Difference(actual, first, second, Metrics.Spearman, seed, resamples: 200);

        Assert.Equal(Interval(9), Interval(9));
        Assert.NotEqual(Interval(9), Interval(10));
    }

    [Fact]
    public void Interval_MetricUndefinedOnSomeResamples_CountsTheOthers()
    {
        // With three rows some resamples repeat one row only, whose rank correlation is not defined.
        BootstrapInterval interval = Bootstrap.Interval([1, 2, 3], [1, 2, 3], Metrics.Spearman, seed: 1, resamples: 500);

        Assert.InRange(interval.Resamples, 400, 480);
        Assert.Equal(1, interval.Lower, 1e-12);
    }

    /// <summary>Every row four times over is no more evidence than once: drawn as groups they give the interval of the single rows.</summary>
    [Fact]
    public void Interval_RepeatedRows_AreAsWideAsOnceWhenGrouped()
    {
        Random random = new(1);
        double[] once = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble() * 10)];
        double[] repeated = [.. Enumerable.Range(0, 400).Select(row => once[row % 100])];
        int[] groups = [.. Enumerable.Range(0, 400).Select(row => 1000 - (row % 100))];

        BootstrapInterval expected = Bootstrap.Interval(once, once, MeanActual, seed: 5);
        BootstrapInterval grouped = Bootstrap.Interval(repeated, repeated, groups, MeanActual, seed: 5);
        BootstrapInterval apart = Bootstrap.Interval(repeated, repeated, MeanActual, seed: 5);

        Assert.Equal(expected.Lower, grouped.Lower, 1e-9);
        Assert.Equal(expected.Upper, grouped.Upper, 1e-9);
        Assert.InRange((apart.Upper - apart.Lower) / (grouped.Upper - grouped.Lower), 0.4, 0.6);
    }

    [Fact]
    public void Difference_GroupsOfUnequalSize_DrawsWholeGroups()
    {
        double[] actual = [.. Enumerable.Range(0, 30).Select(row => row < 20 ? 1.0 : 0)];
        int[] groups = [.. Enumerable.Range(0, 30).Select(row => row < 20 ? 7 : row)];

        // One group of 20 ones and ten single zeros: means of resamples are 20 k / (20 k + 11 - k).
        BootstrapInterval interval = Bootstrap.Difference(actual, actual, new double[30], groups, (_, predicted) => predicted.ToArray().Average(), 3, 400);

        double[] possible = [.. Enumerable.Range(0, 12).Select(k => 20.0 * k / ((20.0 * k) + 11 - k))];
        Assert.Contains(possible, value => Math.Abs(value - interval.Lower) < 1e-9);
        Assert.Contains(possible, value => Math.Abs(value - interval.Upper) < 1e-9);
    }

    [Fact]
    public void Interval_MetricNeverDefined_IsNaN()
    {
        BootstrapInterval interval = Bootstrap.Interval([0, 0], [1, 2], Metrics.RSquared, seed: 1, resamples: 10);

        Assert.Equal(0, interval.Resamples);
        Assert.True(double.IsNaN(interval.Lower) && double.IsNaN(interval.Upper) && double.IsNaN(interval.BelowZero));
    }

    [Fact]
    public void Interval_WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.Interval([], [], Metrics.RSquared, seed: 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.Difference([1, 2], [1, 2], [1], Metrics.RSquared, seed: 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.Interval([1, 2], [1, 2], [1], Metrics.RSquared, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1], [1], Metrics.RSquared, seed: 1, resamples: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval([1], [1], Metrics.RSquared, seed: 1, confidence: 1));
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Interval([1], [1], Metrics.RSquared, seed: 1, cancellation: new CancellationToken(true)));
    }
}
