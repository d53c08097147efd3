using System.Numerics;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

/// <summary>Against e^x - 1 in 300-bit fixed point.</summary>
public sealed class LogTransformTests
{
    private const int FractionBits = 300;
    private const double UnitInLastPlace = 1.0 / (1L << 52);

    public static TheoryData<double> Scores =>
        [5e-324, 1e-300, 1e-17, 1.1102230246251565e-16, 1e-12, 1e-9, 1e-5, 0.001, 0.1, 0.5, 0.9999999999999999, 1, 1.0000000000000002, 2.5, 5.6272246459103723, 9, 13.3];

    [Theory]
    [MemberData(nameof(Scores))]
    public void ToValue_PositiveScore_IsExactToFourUnits(double score) =>
        Assert.InRange(RelativeError(LogTransform.ToValue(score), score), 0, 4 * UnitInLastPlace);

    [Fact]
    public void ToValue_SeededScores_AreExactToFourUnits()
    {
        const int Seed = 20260226;
        Random random = new(Seed);
        for (int draw = 0; draw < 2000; draw++)
        {
            double score = Math.Pow(10, (random.NextDouble() * 21) - 20) * 1.4;
            double error = RelativeError(LogTransform.ToValue(score), score);
            Assert.True(error <= 4 * UnitInLastPlace, $"seed {Seed}, draw {draw}: score {score:R}, error {error / UnitInLastPlace:F2} units");
        }
    }

    [Fact]
    public void ToValue_NaiveForm_WouldFailThisOracle() =>
        Assert.True(RelativeError(Math.Exp(1e-9) - 1, 1e-9) > 1e-9);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1e-300)]
    [InlineData(-3.0)]
    [InlineData(double.NegativeInfinity)]
    public void ToValue_ScoreNotAboveZero_IsZero(double score) => Assert.Equal(0, LogTransform.ToValue(score));

    [Fact]
    public void ToValue_Extremes_AreInfiniteOrNaN()
    {
        Assert.Equal(double.PositiveInfinity, LogTransform.ToValue(710));
        Assert.True(double.IsFinite(LogTransform.ToValue(709.7)));
        Assert.True(double.IsNaN(LogTransform.ToValue(double.NaN)));
    }

    // If s = log(1 + v) (1 + d), then e^s - 1 = v (1 + d log(1 + v) (1 + v) / v) to first order.
    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-17)]
    [InlineData(1e-9)]
    [InlineData(0.0001)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(622.13)]
    [InlineData(77183.6)]
    [InlineData(500000)]
    public void ToScore_Value_IsExactToFourUnits(double value)
    {
        double score = LogTransform.ToScore(value);

        double amplification = Math.Max(1, score * (1 + value) / value);
        Assert.InRange(RelativeError(value, score), 0, 4 * UnitInLastPlace * amplification);
    }

    [Fact]
    public void ToScore_Extremes_StayThemselves()
    {
        Assert.Equal(0, LogTransform.ToScore(0));
        Assert.Equal(double.PositiveInfinity, LogTransform.ToScore(double.PositiveInfinity));
        Assert.True(double.IsNaN(LogTransform.ToScore(double.NaN)));
    }

    /// <summary>|value - (e^score - 1)| / (e^score - 1), the exact value by the Taylor series.</summary>
    private static double RelativeError(double value, double score)
    {
        // A score too small for the fixed point has e^x - 1 = x (1 + x / 2), which rounds to x.
        if (score < 1e-40)
        {
            return Math.Abs(value - score) / score;
        }

        BigInteger x = Fixed(score);
        BigInteger sum = 0;
        BigInteger term = BigInteger.One << FractionBits;
        for (int k = 1; !term.IsZero; k++)
        {
            term = ((term * x) >> FractionBits) / k;
            sum += term;
        }

        BigInteger error = BigInteger.Abs(Fixed(value) - sum);
        return (double)((error << 64) / sum) / Math.Pow(2, 64);
    }

    private static BigInteger Fixed(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075 + FractionBits;
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        return exponent >= 0 ? mantissa << exponent : mantissa >> -exponent;
    }
}
