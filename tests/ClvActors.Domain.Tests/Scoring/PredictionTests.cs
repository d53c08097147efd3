using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Tests.Scoring;

public sealed class PredictionTests
{
    private static readonly DateOnly AsOf = new(2011, 6, 30);

    [Fact]
    public void New_ValueAlone_SaysNothingElse()
    {
        Prediction prediction = new() { Value = 12 };
        double[] others =
        [
            prediction.RawScore, prediction.IntervalLow, prediction.IntervalHigh, prediction.ProbabilityAlive, prediction.ExpectedPurchases30,
            prediction.ExpectedSpend30, prediction.PurchaseProbability30, prediction.DaysToNextPurchase,
        ];
        Assert.Equal(12, prediction.Value);
        Assert.All(others, output => Assert.True(double.IsNaN(output)));
        Assert.False(prediction.IsExplainable);
        Assert.Null(prediction.NextPurchaseDate(AsOf));
    }

    [Fact]
    public void Equals_AbsentOutputs_AreEqual()
    {
        Assert.Equal(new Prediction { Value = 12 }, new Prediction { Value = 12 });
        Assert.NotEqual(new Prediction { Value = 12 }, new Prediction { Value = 12, ProbabilityAlive = 0 });
    }

    [Theory]
    [InlineData(0, "2011-06-30")]
    [InlineData(0.49, "2011-06-30")]
    [InlineData(0.5, "2011-07-01")]
    [InlineData(31, "2011-07-31")]
    [InlineData(3650, "2021-06-27")]
    [InlineData(3650.01, null)]
    [InlineData(double.PositiveInfinity, null)]
    [InlineData(-1, null)]
    [InlineData(double.NaN, null)]
    public void NextPurchaseDate_Days_AreRoundedUpToTenYears(double days, string? expected) =>
        Assert.Equal(expected, (new Prediction { Value = 1, DaysToNextPurchase = days }).NextPurchaseDate(AsOf)?.ToString("O"));
}
