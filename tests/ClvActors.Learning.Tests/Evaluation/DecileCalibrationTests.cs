using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class DecileCalibrationTests
{
    private static readonly double[] Actual = [.. Enumerable.Range(0, 100).Select(row => (double)row)];

    [Fact]
    public void Of_PerfectPredictions_HasNoError()
    {
        DecileCalibration calibration = DecileCalibration.Of(Actual, Actual);

        Assert.Equal(10, calibration.Deciles.Count);
        Assert.Equal((0, 1), (calibration.MeanAbsolutePercentageError, calibration.TotalRatio));
        Assert.Equal(1, calibration.Slope, 1e-12);
    }

    [Fact]
    public void Of_DoubledPredictions_SaysSo()
    {
        DecileCalibration calibration = DecileCalibration.Of(Actual, [.. Actual.Select(value => 2 * value)]);

        Assert.Equal(100, calibration.MeanAbsolutePercentageError, 1e-9);
        Assert.Equal(2, calibration.TotalRatio, 1e-12);
        Assert.Equal(0.5, calibration.Slope, 1e-12);
    }

    [Fact]
    public void Of_NothingToDivideBy_IsNaN()
    {
        DecileCalibration calibration = DecileCalibration.Of([0, 0, 0], [1, 1, 1]);

        Assert.True(double.IsNaN(calibration.MeanAbsolutePercentageError));
        Assert.True(double.IsNaN(calibration.TotalRatio));
        Assert.True(double.IsNaN(calibration.Slope));
        Assert.Equal(3, calibration.Deciles.Sum(decile => decile.Rows));
    }
}
