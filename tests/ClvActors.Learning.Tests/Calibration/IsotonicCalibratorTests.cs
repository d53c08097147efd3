using ClvActors.Learning.Calibration;

namespace ClvActors.Learning.Tests.Calibration;

public sealed class IsotonicCalibratorTests
{
    /// <summary>The fit at a score is the largest, over where to begin at or below, of the least mean, over where to end at or above (min-max formula).</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(8)]
    [InlineData(3)]
    public void Fit_RandomOutcomes_EqualsTheMinMaxFormula(int distinct)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            double[] scores = [.. Enumerable.Range(0, 35).Select(_ => (double)random.Next(distinct))];
            double[] outcomes = [.. scores.Select(score => random.NextDouble() < (score + 1) / (distinct + 2) ? 1.0 : 0.0)];

            IsotonicCalibrator calibrator = IsotonicCalibrator.Fit(scores, outcomes);

            double[] points = [.. scores.Distinct().Order()];
            foreach (double point in points)
            {
                double expected = points.Where(from => from <= point).Max(from => points.Where(to => to >= point).Min(to => Mean(from, to)));
                Assert.True(Math.Abs(expected - calibrator.Apply(point)) < 1e-12, $"seed {seed}, score {point}: {calibrator.Apply(point)}, expected {expected}");
            }

            double Mean(double from, double to) => outcomes.Where((_, row) => scores[row] >= from && scores[row] <= to).Average();
        }
    }

    [Fact]
    public void Apply_BetweenAndBeyondPoints_IsLinearAndClamped()
    {
        IsotonicCalibrator calibrator = new([1, 2, 4], [0.125, 0.125, 0.5]);

        Assert.Equal([0.125, 0.125, 0.125, 0.125, 0.3125, 0.5, 0.5], new[] { double.NegativeInfinity, 1, 1.5, 2, 3, 4, 99 }.Select(calibrator.Apply));
        Assert.True(double.IsNaN(calibrator.Apply(double.NaN)));
    }

    [Fact]
    public void Fit_StoredPoints_MakeTheSameCalibrator()
    {
        Random random = new(4);
        double[] scores = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double[] outcomes = [.. scores.Select(score => random.NextDouble() < score ? 1.0 : 0.0)];
        IsotonicCalibrator fitted = IsotonicCalibrator.Fit(scores, outcomes);

        IsotonicCalibrator loaded = new(fitted.Scores, fitted.Probabilities);

        Assert.All(scores, score => Assert.Equal(fitted.Apply(score), loaded.Apply(score)));
    }

    [Fact]
    public void Fit_AllScoresEqual_IsTheShare() => Assert.Equal(0.75, IsotonicCalibrator.Fit([2, 2, 2, 2], [1, 0, 1, 1]).Apply(7));

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([], []));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1], [0.5]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([], []));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([1, 1], [0, 1]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([1, 2], [0.5, 0.4]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([1, 2], [0.5, 1.1]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([1, double.PositiveInfinity], [0.5, 1]));
    }
}
