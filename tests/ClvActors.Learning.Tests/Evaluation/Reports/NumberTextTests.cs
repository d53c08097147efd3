using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(1234567.891, 1, "1,234,567.9")]
    [InlineData(0.25, 1, "0.3")]
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(-0.05001, 1, "-0.1")]
    [InlineData(1e18, 0, "1,000,000,000,000,000,000")]
    [InlineData(double.NaN, 1, "–")]
    [InlineData(double.NegativeInfinity, 1, "–")]
    [InlineData(null, 1, "–")]
    public void Fixed_Number_HasItsDecimalsAndNoSignAtZero(double? value, int decimals, string expected) =>
        Assert.Equal(expected, NumberText.Fixed(value, decimals));

    [Theory]
    [InlineData(0.5, "+0.50")]
    [InlineData(-0.5, "-0.50")]
    [InlineData(0.001, "0.00")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Signed_Number_HasAPlusOnlyWhenItShowsAboveZero(double value, string expected) => Assert.Equal(expected, NumberText.Signed(value, 2));

    [Theory]
    [InlineData(31, "31")]
    [InlineData(0.05, "0.05")]
    [InlineData(0.0513248971249, "0.051325")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(0, "0")]
    [InlineData(12345.678, "12,345.68")]
    [InlineData(double.NaN, "–")]
    public void General_Parameter_IsAsLongAsItNeeds(double value, string expected) => Assert.Equal(expected, NumberText.General(value));

    [Theory]
    [InlineData(0.01, "0.01")]
    [InlineData(-500, "-500")]
    [InlineData(20_000, "20k")]
    [InlineData(1_500_000, "1.5M")]
    public void Short_Label_HasASuffix(double value, string expected) => Assert.Equal(expected, NumberText.Short(value));
}
