using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class GammaGammaModelTests
{
    [Theory]
    [InlineData(3.5, 3.4, 268, 5, 410)]
    [InlineData(6.25, 3.74, 15.4, 1, 22)]
    [InlineData(0.7, 1.5, 90, 40, 12)]
    public void ConditionalSpend_WithAPopulationMean_IsTheWeightedMean(double p, double q, double v, int x, double mean)
    {
        GammaGammaModel model = new(p, q, v);
        double weight = p * x / ((p * x) + q - 1);

        Assert.Equal((weight * mean) + ((1 - weight) * v * p / (q - 1)), model.ConditionalSpend(x, mean), 1e-10);
        Assert.Equal(v * p / (q - 1), model.ConditionalSpend(0, double.NaN), 1e-10);
    }

    [Fact]
    public void Answers_AnySpend_EqualTheIntegralOverTheRate()
    {
        GammaGammaModel model = new(3.5, 1.4, 268);
        foreach ((int x, double mean) in ((int, double)[])[(1, 30), (3, 410), (40, 77)])
        {
            // Mean spend m of x purchases is Gamma(p x, nu x); the next purchase's mean given the rate is p / nu.
            double likelihood = 0;
            double spend = 0;
            double prior = 0;
            for (double y = -60; y < 10; y += 0.02)
            {
                double rate = Math.Exp(y);
                double weight = Math.Exp((1.4 * y) - (268 * rate));
                double shape = 3.5 * x;
                double density = Math.Exp((shape * Math.Log(rate * x)) + ((shape - 1) * Math.Log(mean)) - (rate * x * mean));
                prior += weight;
                likelihood += weight * density;
                spend += weight * density * 3.5 / rate;
            }

            double normaliser = GammaByProduct(3.5 * x);
            Assert.Equal(1, spend / likelihood / model.ConditionalSpend(x, mean), 1e-9);
            Assert.Equal(Math.Log(likelihood / prior) - normaliser, model.LogLikelihood(x, mean), 1e-8);
        }
    }

    [Fact]
    public void ConditionalSpend_WithoutAMean_IsInfiniteAndNeverNegative()
    {
        GammaGammaModel model = new(0.2, 0.3, 100);

        Assert.Equal(double.PositiveInfinity, model.PopulationMean);
        Assert.Equal(double.PositiveInfinity, model.ConditionalSpend(0, 0));
        Assert.Equal(double.PositiveInfinity, model.ConditionalSpend(3, 50));
        Assert.Equal(0.2 * (100 + (4 * 50)) / ((0.2 * 4) + 0.3 - 1), model.ConditionalSpend(4, 50), 1e-9);
    }

    [Fact]
    public void Answers_WrongInput_Throw()
    {
        GammaGammaModel model = new(3.5, 3.4, 268);

        Assert.Throws<ArgumentOutOfRangeException>(() => model.ConditionalSpend(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ConditionalSpend(1, -5));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ConditionalSpend(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LogLikelihood(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LogLikelihood(0, 5));
    }

    // ln Gamma(s) for s = k / 2 from the recurrence.
    private static double GammaByProduct(double s)
    {
        double sum = s % 1 == 0 ? 0 : Math.Log(Math.Sqrt(Math.PI));
        for (double k = s % 1 == 0 ? 1 : 0.5; k < s; k++)
        {
            sum += Math.Log(k);
        }

        return sum;
    }
}
