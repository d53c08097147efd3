using ClvActors.Learning.BuyTillYouDie;
using MathNet.Numerics.Distributions;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class GammaGammaFitTests
{
    private static readonly BgNbdModel Purchases = new(0.8, 10, 0.6, 1.7);

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Likelihood_AnyParameters_IsTheSumOverCustomersWithItsGradient(double penalty)
    {
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(Purchases, 100, 100, seed: 4).Where(customer => customer.Frequency > 0)];
        GammaGammaLikelihood likelihood = new(customers, penalty);
        double[] at = [1.3, 2.7, 31];
        double[] gradient = new double[3];

        double value = likelihood.Evaluate(at, gradient);

        GammaGammaModel model = new(at[0], at[1], at[2]);
        double mean = -customers.Average(customer => model.LogLikelihood(customer.Frequency, customer.MeanSpend));
        Assert.Equal(mean + (penalty * at.Sum(parameter => parameter * parameter)), value, 1e-11);
        for (int i = 0; i < 3; i++)
        {
            double[] unused = new double[3];
            double[] above = [.. at];
            double[] below = [.. at];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((likelihood.Evaluate(above, unused) - likelihood.Evaluate(below, unused)) / 2e-5, gradient[i], 1e-6);
        }
    }

    [Fact]
    public void Fit_SimulatedShop_FindsItsParametersWithinTheirErrors()
    {
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(Purchases, 20_000, 100, seed: 9)];

        GammaGammaFit fit = GammaGammaFit.Fit(customers);

        Assert.True(fit.Diagnostics.HasConverged && fit.Diagnostics.IsDetermined);
        Assert.Equal(customers.Count(customer => customer.Frequency > 0), fit.Diagnostics.Customers);
        foreach ((ParameterEstimate parameter, double value) in fit.Parameters.Zip([SimulatedShop.Spend.P, SimulatedShop.Spend.Q, SimulatedShop.Spend.V]))
        {
            Assert.InRange(parameter.Value, value - (3 * parameter.StandardError), value + (3 * parameter.StandardError));
            Assert.InRange(parameter.StandardError, 0, 0.2 * value);
        }

        Assert.InRange(fit.FrequencySpendCorrelation, -0.05, 0.05);
    }

    [Fact]
    public void FrequencySpendCorrelation_SpendThatFollowsFrequency_IsNearOne()
    {
        PurchaseSummary[] customers = [.. Enumerable.Range(1, 40).Select(i => new PurchaseSummary(i, 30, 40, (10 * i) + (i % 3)))];

        Assert.InRange(GammaGammaFit.Fit(customers).FrequencySpendCorrelation, 0.99, 1);
    }

    [Fact]
    public void Fit_CustomersWhoAlwaysSpendAlike_ConvergesAtABound()
    {
        // Means that scatter no less over many purchases than over few: p has no finite optimum.
        Random random = new(6);
        PurchaseSummary[] customers = [.. Enumerable.Range(0, 400).Select(i => new PurchaseSummary(1 + (i % 20), 30, 40, 240 / Gamma.Sample(random, 3.5, 1)))];

        GammaGammaFit fit = GammaGammaFit.Fit(customers);

        Assert.True(fit.Diagnostics.HasConverged);
        Assert.False(fit.Diagnostics.IsDetermined);
        Assert.All(fit.Parameters, parameter => Assert.Equal(double.NaN, parameter.StandardError));
        Assert.Equal(250, fit.Model.ConditionalSpend(3, 250), 0.1);
    }

    [Fact]
    public void Fit_WrongData_IsToldInOneLine()
    {
        PurchaseSummary[] good = [.. SimulatedShop.Customers(Purchases, 60, 100, seed: 3).Where(customer => customer.Frequency > 0)];

        Fails("there are 9 customers with a repeat purchase, a fit of spend needs at least 10", [.. good[..9], new(0, 0, 40, 12)]);
        Fails("all repeat buyers have the same mean spend, 12.5", [.. good.Select(customer => customer with { MeanSpend = 12.5 })]);
        Fails("a customer with 3 repeat purchases has a mean spend of 0, expected a finite number above 0", [.. good, new(3, 5, 9, 0)]);
        Fails("a customer with 3 repeat purchases has a mean spend of NaN, expected a finite number above 0", [.. good, new(3, 5, 9)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaGammaFit.Fit(good, double.PositiveInfinity));

        static void Fails(string message, PurchaseSummary[] customers) =>
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => GammaGammaFit.Fit(customers)).Message);
    }
}
