using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class PurchasesWhileAliveTests
{
    public static TheoryData<int, double, double> Shapes => new()
    {
        { 1, 0.06, 1.04 }, { 2, 0.79, 2.43 }, { 1, 0.3, 0.71 }, { 3, 2.5, 0.4 }, { 1, 0.999999, 3 }, { 1, 1.000000001, 0.5 }, { 7, 12, 40 }, { 1, 0.001, 0.002 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Expected_AnyHistoryAndHorizon_EqualsThePrintedSeries(int r, double a, double b)
    {
        PurchasesWhileAlive model = new(r, a, b);
        foreach (int x in (int[])[0, 1, 2, 7, 40, 150])
        {
            foreach (double w in (double[])[1e-6, 0.01, 0.8, 3, 12])
            {
                double exact = ExactSeries.Expected(r, a, b, x, w);

                Close(exact, model.Expected(x, w), 1e-11);
                Close(exact, BetaMean.OfPurchases(a, b + x, r + x, w), 1e-12);
            }
        }
    }

    [Fact]
    public void Expected_AtTheRemovableSingularities_IsTheLimit()
    {
        Close(new PurchasesWhileAlive(0.5, 1 + 1e-9, 2).Expected(3, 2), new PurchasesWhileAlive(0.5, 1, 2).Expected(3, 2), 1e-8);
        Close(new PurchasesWhileAlive(0.5, 0.25, 0.75 + 1e-9).Expected(0, 2), new PurchasesWhileAlive(0.5, 0.25, 0.75).Expected(0, 2), 1e-8);
    }

    // The series and the integral share nothing; each is far from its best somewhere in here.
    [Fact]
    public void Expected_RandomParameters_AgreesWithTheIntegral()
    {
        Random random = new(20);
        for (int i = 0; i < 20_000; i++)
        {
            double r = Between(1e-4, 1e4);
            double a = Between(1e-4, 1e4);
            double b = Between(1e-4, 1e4);
            int x = random.Next(4) == 0 ? 0 : (int)Between(1, 20_000);
            double w = Between(1e-9, 1e12);

            double expected = new PurchasesWhileAlive(r, a, b).Expected(x, w);

            double exact = BetaMean.OfPurchases(a, b + x, r + x, w);
            Assert.True(Math.Abs(expected - exact) <= 1e-10 * exact, $"r={r:R} a={a:R} b={b:R} x={x} w={w:R}: {expected:R} instead of {exact:R}");
        }

        double Between(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
    }

    [Theory]
    [InlineData(0.24, 0.79, 2.43)]
    [InlineData(1e-8, 1e-8, 1e-8)]
    [InlineData(1e8, 1e8, 1e8)]
    [InlineData(1e-8, 1e8, 1e-8)]
    [InlineData(1.6, 1e-8, 1e8)]
    public void Expected_ExtremeInput_StaysBetweenNothingAndNoDropout(double r, double a, double b)
    {
        PurchasesWhileAlive model = new(r, a, b);
        foreach (int x in (int[])[0, 1, 5_000, int.MaxValue])
        {
            Assert.Equal(0, model.Expected(x, 0));
            double last = 0;
            foreach (double w in (double[])[double.Epsilon, 1e-300, 1e-9, 1, 1e9, 1e280, double.MaxValue])
            {
                double expected = model.Expected(x, w);

                Assert.InRange(expected, last * (1 - 1e-9), Math.Min((r + x) * w * (1 + 1e-9), double.MaxValue));
                last = expected;
            }
        }
    }

    private static void Close(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"{actual:R} instead of {expected:R}");
}
