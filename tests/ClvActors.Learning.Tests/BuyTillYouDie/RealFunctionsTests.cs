using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class RealFunctionsTests
{
    [Fact]
    public void LogOnePlusAndExpMinusOne_SmallArguments_EqualTheirSeriesInDecimals()
    {
        for (int i = 1; i < 400; i++)
        {
            foreach (int sign in (int[])[1, -1])
            {
                double x = sign * 0.5 * Math.Pow(10, -i / 40.0);
                decimal exact = Exact(x);
                (decimal log, decimal power, decimal term) = (0, 0, 1);
                decimal powerOfX = exact;
                for (int k = 1; k < 100; k++)
                {
                    log += (k % 2 == 1 ? powerOfX : -powerOfX) / k;
                    powerOfX *= exact;
                    term *= exact / k;
                    power += term;
                }

                Assert.Equal(1, RealFunctions.LogOnePlus(x) / (double)log, 1e-15);
                Assert.Equal(1, RealFunctions.ExpMinusOne(x) / (double)power, 1e-15);
            }
        }
    }

    [Fact]
    public void AllFunctions_AtTheEnds_AreTheLimits()
    {
        Assert.Equal(1e-300, RealFunctions.LogOnePlus(1e-300));
        Assert.Equal(-1e-300, RealFunctions.ExpMinusOne(-1e-300));
        Assert.Equal(-1, RealFunctions.ExpMinusOne(-800));
        Assert.Equal(double.PositiveInfinity, RealFunctions.ExpMinusOne(800));
        Assert.Equal(Math.Log(1e300), RealFunctions.LogOnePlus(1e300));
        Assert.Equal(800, RealFunctions.SoftPlus(800));
        Assert.Equal(Math.Exp(-700), RealFunctions.SoftPlus(-700), 1e-310);
        Assert.Equal(Math.Log(2), RealFunctions.SoftPlus(0), 1e-15);
        Assert.Equal(0, RealFunctions.SoftPlus(double.NegativeInfinity));
    }

    // A double below 1 has more digits than the conversion to decimal keeps; halving and doubling keeps them.
    private static decimal Exact(double value)
    {
        double scaled = Math.ScaleB(value, 40);
        decimal whole = (decimal)Math.Floor(scaled);
        decimal rest = (decimal)Math.ScaleB(scaled - Math.Floor(scaled), 24) / (1L << 24);
        return (whole + rest) / (1L << 40);
    }
}
