using ClvActors.Learning.Calibration;

namespace ClvActors.Learning.Tests.Calibration;

public sealed class PlattCalibratorTests
{
    [Fact]
    public void Fit_AnyScale_MakesTheGradientVanish()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Random random = new(seed);
            double unit = Math.Pow(10, random.Next(-3, 4));
            double[] scores = [.. Enumerable.Range(0, 80).Select(_ => unit * ((10 * random.NextDouble()) - 3))];
            double[] outcomes = [.. scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(-score / unit)) ? 1.0 : 0.0)];
            double ones = outcomes.Sum();

            PlattCalibrator calibrator = PlattCalibrator.Fit(scores, outcomes);

            double[] errors =
            [
                .. scores.Select((score, row) => calibrator.Apply(score) - (outcomes[row] == 1 ? (ones + 1) / (ones + 2) : 1 / (80 - ones + 2))),
            ];
            Assert.True(Math.Abs(errors.Sum()) < 1e-6, $"seed {seed}: errors sum to {errors.Sum()}");
            Assert.True(Math.Abs(errors.Zip(scores, (error, score) => error * score / unit).Sum()) < 1e-5, $"seed {seed}: errors go with the score");
        }
    }

    [Fact]
    public void Fit_Separable_StaysFinite()
    {
        PlattCalibrator calibrator = PlattCalibrator.Fit([1, 2, 3, 4], [0, 0, 1, 1]);

        Assert.Equal(0.25, calibrator.Apply(1.0), 0.1);
        Assert.Equal(0.5, calibrator.Apply(2.5), 1e-6);
    }

    [Fact]
    public void Fit_ScoresThatMislead_IsFlat()
    {
        PlattCalibrator calibrator = PlattCalibrator.Fit([1, 2, 3, 4, 5], [1, 1, 0, 0, 0]);

        Assert.Equal(0, calibrator.Slope);
        Assert.Equal(3 / 7.0, calibrator.Apply(1), 1e-12);
    }

    [Fact]
    public void Fit_EqualScoresOrOneClass_IsTheSmoothedShare()
    {
        Assert.Equal(2 / 5.0, PlattCalibrator.Fit([3, 3, 3], [0, 1, 0]).Apply(3), 1e-12);
        Assert.InRange(PlattCalibrator.Fit([1, 2, 3], [1, 1, 1]).Apply(2), 0.7, 0.9);
    }

    [Fact]
    public void Apply_FarOut_IsZeroOrOne()
    {
        PlattCalibrator calibrator = new(2, -1);

        Assert.Equal(0, calibrator.Apply(double.NegativeInfinity));
        Assert.Equal(1, calibrator.Apply(1e6));
        Assert.True(double.IsNaN(calibrator.Apply(double.NaN)));
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new PlattCalibrator(-1, 0));
        Assert.Throws<ArgumentException>(() => new PlattCalibrator(1, double.NaN));
        Assert.Throws<ArgumentException>(() => PlattCalibrator.Fit([1], [2]));
    }
}
