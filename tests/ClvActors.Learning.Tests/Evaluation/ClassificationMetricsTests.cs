using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    [Fact]
    public void Of_SmallExample_EqualsHandCalculation()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of([1, 0, 1, 0], [0.9, 0.2, 0.4, 0.4]);

        Assert.Equal((4, 2), (metrics.Rows, metrics.Positives));
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.4) + Math.Log(0.6)) / 4, metrics.LogLoss, 1e-12);
        Assert.Equal((0.01 + 0.04 + 0.36 + 0.16) / 4, metrics.Brier, 1e-12);
        Assert.Equal(3.5 / 4, metrics.Auc, 1e-12);
        Assert.Equal(1.9 / 4, metrics.MeanProbability, 1e-12);
    }

    [Fact]
    public void Of_Ties_AucEqualsTheCountOfPairs()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            double[] probabilities = [.. Enumerable.Range(0, 30).Select(_ => random.Next(6) / 5.0)];
            double[] outcomes = [.. probabilities.Select(value => random.NextDouble() < (value + 0.3) / 1.6 ? 1.0 : 0.0)];
            double[] ones = [.. probabilities.Where((_, row) => outcomes[row] == 1)];
            double[] zeros = [.. probabilities.Where((_, row) => outcomes[row] == 0)];
            double expected = ones.SelectMany(one => zeros.Select(zero => one > zero ? 1 : one == zero ? 0.5 : 0)).Average();

            Assert.Equal(expected, ClassificationMetrics.Of(outcomes, probabilities).Auc, 1e-12);
        }
    }

    [Fact]
    public void Of_CertainMistake_HasAFiniteLogLoss() =>
        Assert.Equal(-Math.Log(1e-15), ClassificationMetrics.Of([1], [0]).LogLoss, 1e-9);

    [Fact]
    public void Of_OneClass_HasNoAuc() => Assert.True(double.IsNaN(ClassificationMetrics.Of([1, 1], [0.1, 0.9]).Auc));

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Contains("row 1 is 2", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([1, 2], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("row 0 is 1.1", Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([1], [1.1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([], []));
    }

    [Fact]
    public void EqualWidth_SmallExample_LeavesEmptyBinsOut()
    {
        IReadOnlyList<ReliabilityBin> bins = ReliabilityCurve.EqualWidth([1, 0, 1, 1], [0.2, 0.1, 0.25, 1], bins: 4);

        Assert.Equal([new(0, 0.25, 2, 0.15000000000000002, 0.5), new(0.25, 0.5, 1, 0.25, 1), new(0.75, 1, 1, 1, 1)], bins);
        Assert.Equal(((2 * 0.35) + 0.75 + 0) / 4, ReliabilityCurve.CalibrationError(bins), 1e-12);
    }

    [Fact]
    public void EqualCount_Ties_StayTogether()
    {
        IReadOnlyList<ReliabilityBin> bins = ReliabilityCurve.EqualCount([0, 1, 0, 1, 1, 1], [0.1, 0.3, 0.3, 0.3, 0.3, 0.8], bins: 3);

        Assert.Equal([(0.1, 0.3, 5), (0.8, 0.8, 1)], bins.Select(bin => (bin.Lower, bin.Upper, bin.Rows)));
        Assert.Equal(3 / 5.0, bins[0].ObservedShare, 1e-12);
    }

    [Fact]
    public void EqualCount_DistinctProbabilities_FillsBinsEvenly()
    {
        double[] probabilities = [.. Enumerable.Range(0, 103).Select(row => ((row * 37) % 103) / 103.0)];
        double[] outcomes = [.. probabilities.Select(value => value > 0.5 ? 1.0 : 0.0)];

        IReadOnlyList<ReliabilityBin> bins = ReliabilityCurve.EqualCount(outcomes, probabilities);

        Assert.Equal(10, bins.Count);
        Assert.All(bins, bin => Assert.InRange(bin.Rows, 10, 11));
        Assert.Equal(probabilities.Average(), bins.Sum(bin => bin.Rows * bin.MeanProbability) / 103, 1e-12);
    }
}
