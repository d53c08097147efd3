using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class BgNbdFitTests
{
    [Fact]
    public void Fit_Cdnow_GivesThePublishedParametersAndLikelihood()
    {
        SkipWithoutData();
        PurchaseSummary[] customers = ShopData.Cdnow();

        BgNbdFit fit = BgNbdFit.Fit(customers);

        Assert.Equal(["0.2426", "4.4135", "0.7929", "2.4258"], fit.Parameters.Select(parameter => $"{parameter.Value:F4}"));
        Assert.Equal("-9582.4256", $"{fit.Diagnostics.LogLikelihood:F4}");
        foreach (ParameterEstimate parameter in fit.Parameters)
        {
            // The reference's gradient is 1e-8 at its end, which is 5e-7 of b.
            Assert.Equal(1, parameter.Value / ShopData.Reference("cdnow", "tight_params", parameter.Name), 1e-6);
            Assert.Equal(1, parameter.StandardError / ShopData.Reference("cdnow", "se", parameter.Name), 1e-5);
        }

        Assert.True(fit.Diagnostics.HasConverged && fit.Diagnostics.IsDetermined);
        Assert.Equal((2357, true), (fit.Diagnostics.Customers, fit.Diagnostics.LogLikelihood >= ShopData.Reference("cdnow", "tight_ll") - 1e-9));
        ReferenceTable examples = ReferenceTable.Read(ReferenceData.Golden("cdnow_bgnbd_examples.csv"));
        (double[] x, double[] recency, double[] age, double[] expected) =
            (examples.Numbers("frequency"), examples.Numbers("recency"), examples.Numbers("T"), examples.Numbers("expected_purchases_39w"));
        for (int row = 0; row < examples.Rows; row++)
        {
            Assert.Equal(expected[row], fit.Model.ExpectedPurchases((int)x[row], recency[row], age[row], 39), 1e-6);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0)]
    public void Fit_RetailTraining_GivesTheReferenceAndItsMetrics(double penalty)
    {
        SkipWithoutData();
        PurchaseSummary[] training = ShopData.RetailTraining();
        string metrics = penalty > 0 ? "retail_metrics" : "retail_unpenalized";

        BgNbdFit fit = BgNbdFit.Fit(training, penalty);
        GammaGammaFit spend = GammaGammaFit.Fit(training, penalty);

        double objective = penalty > 0 ? ShopData.Reference("retail_bgnbd", "objective") : ShopData.Reference("retail_unpenalized", "nll_mean");
        Assert.Equal(objective, fit.Diagnostics.Objective, 1e-12);
        double logLikelihood = penalty > 0 ? ShopData.Reference("retail_bgnbd", "ll_original_units") : ShopData.Reference("retail_unpenalized", "bg_ll");
        Assert.Equal(logLikelihood, fit.Diagnostics.LogLikelihood, 1e-4);
        foreach (ParameterEstimate parameter in fit.Parameters)
        {
            double reference = penalty > 0 ? ShopData.Reference("retail_bgnbd", "params", parameter.Name) : ShopData.Reference("retail_unpenalized", "bg_params", parameter.Name);
            Assert.Equal(1, parameter.Value / reference, 1e-6);
        }

        foreach (ParameterEstimate parameter in spend.Parameters)
        {
            double reference = penalty > 0 ? ShopData.Reference("retail_gamma_gamma", "params", parameter.Name) : ShopData.Reference("retail_unpenalized", "gg_params", parameter.Name);
            Assert.Equal(1, parameter.Value / reference, 1e-6);
        }

        ReferenceTable table = ShopData.RetailTest();
        double[] predicted =
        [
            .. ShopData.Summaries(table).Select(customer =>
                fit.Model.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, 365) * spend.Model.ConditionalSpend(customer.Frequency, customer.MeanSpend)),
        ];
        RegressionMetrics found = RegressionMetrics.Of(table.Numbers("clv_12m"), predicted);
        Assert.Equal(Metric("mae"), found.MeanAbsoluteError, 1e-3);
        Assert.Equal(Metric("rmse"), found.RootMeanSquaredError, 1e-3);
        Assert.Equal(Metric("mape"), found.MeanAbsolutePercentageError, 1e-4);
        Assert.Equal(Metric("spearman"), found.Spearman, 1e-9);
        Assert.Equal(Metric("lift"), found.TopDecileLift, 1e-9);

        double Metric(string name) => penalty > 0 ? ShopData.Reference(metrics, name) : ShopData.Reference(metrics, "metrics", name);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.05)]
    [InlineData(true, 0)]
    [InlineData(true, 0.05)]
    public void Likelihood_AnyParameters_IsTheSumOverCustomersWithItsGradient(bool isModified, double penalty)
    {
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(new BgNbdModel(0.8, 10, 0.6, 1.7, isModified), 60, 100, seed: 4), .. SimulatedShop.Customers(new BgNbdModel(0.8, 10, 0.6, 1.7), 40, 1, seed: 4)];
        BgNbdLikelihood likelihood = new(customers, penalty, isModified);
        double[] at = [0.9, 0.13, 0.7, 1.4];
        double[] gradient = new double[4];

        double value = likelihood.Evaluate(at, gradient);

        BgNbdModel scaled = new(at[0], at[1], at[2], at[3], isModified);
        double scale = likelihood.TimeScale;
        double sum = -customers.Sum(customer => scaled.LogLikelihood(customer.Frequency, customer.Recency * scale, customer.Age * scale));
        Assert.Equal((sum / customers.Length) + (penalty * at.Sum(parameter => parameter * parameter)), value, 1e-12);
        for (int i = 0; i < 4; i++)
        {
            double[] unused = new double[4];
            double[] above = [.. at];
            double[] below = [.. at];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((likelihood.Evaluate(above, unused) - likelihood.Evaluate(below, unused)) / 2e-5, gradient[i], 1e-7);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_SimulatedShop_FindsItsParametersWithinTheirErrors(bool isModified)
    {
        BgNbdModel truth = new(0.8, 10, 0.6, 1.7, isModified);

        BgNbdFit fit = BgNbdFit.Fit([.. SimulatedShop.Customers(truth, 20_000, 100, seed: 9)], modified: isModified);

        Assert.True(fit.Diagnostics.HasConverged && fit.Diagnostics.IsDetermined);
        Assert.Equal(isModified, fit.Model.IsModified);
        foreach ((ParameterEstimate parameter, double value) in fit.Parameters.Zip([truth.R, truth.Alpha, truth.A, truth.B]))
        {
            Assert.InRange(parameter.Value, value - (3 * parameter.StandardError), value + (3 * parameter.StandardError));
            Assert.InRange(parameter.StandardError, 0, 0.2 * value);
        }
    }

    [Fact]
    public void Fit_CustomersInAnotherOrder_IsTheSameToTheLastBit()
    {
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(new BgNbdModel(0.8, 10, 0.6, 1.7), 500, 100, seed: 3)];

        Assert.Equal(BgNbdFit.Fit(customers).Parameters, BgNbdFit.Fit([.. customers.Reverse()]).Parameters);
        Assert.Equal(GammaGammaFit.Fit(customers).Parameters, GammaGammaFit.Fit(customers.Reverse()).Parameters);
    }

    [Fact]
    public void Fit_AnotherUnitOfTime_ScalesAlphaAlone()
    {
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(new BgNbdModel(0.8, 10, 0.6, 1.7), 500, 100, seed: 3)];

        BgNbdFit weeks = BgNbdFit.Fit(customers, 0.001);
        BgNbdFit days = BgNbdFit.Fit([.. customers.Select(customer => customer with { Recency = 7 * customer.Recency, Age = 7 * customer.Age })], 0.001);

        Assert.Equal(7 * weeks.Model.Alpha, days.Model.Alpha, 1e-7);
        Assert.Equal(weeks.Model.R, days.Model.R, 1e-9);
        Assert.Equal(weeks.Diagnostics.LogLikelihood - (Math.Log(7) * customers.Sum(customer => customer.Frequency)), days.Diagnostics.LogLikelihood, 1e-6);
    }

    // Where nothing but an infinite or vanishing parameter would be best, the fit still ends and predicts.
    [Theory]
    [InlineData("nobody drops out", 1e6, 1, 1e-9, 1)]
    [InlineData("one rate", 1e7, 1e6, 0.6, 1.7)]
    [InlineData("one dropout probability", 0.8, 10, 3e6, 7e6)]
    [InlineData("all drop out at once", 0.8, 10, 1e6, 1)]
    public void Fit_DegeneratePopulation_ConvergesAndPredicts(string population, double r, double alpha, double a, double b)
    {
        alpha = population == "nobody drops out" ? 1e7 : alpha;
        PurchaseSummary[] customers = [.. SimulatedShop.Customers(new BgNbdModel(r, alpha, a, b), 300, 100, seed: 5)];
        foreach (double penalty in (double[])[0, 0.01])
        {
            BgNbdFit fit = BgNbdFit.Fit(customers, penalty);

            Assert.True(fit.Diagnostics.HasConverged, $"{population}: {fit.Model}, gradient {fit.Diagnostics.GradientNorm}");
            Assert.Equal(fit.Diagnostics.IsDetermined, fit.Parameters.All(parameter => double.IsFinite(parameter.StandardError)));
            Assert.All(customers, customer => Assert.InRange(fit.Model.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, 100), 0, 1_000));
        }
    }

    [Fact]
    public void Fit_WrongData_IsToldInOneLine()
    {
        PurchaseSummary[] good = [.. SimulatedShop.Customers(new BgNbdModel(0.8, 10, 0.6, 1.7), 30, 100, seed: 3)];

        Fails("there are 9 customers, a fit needs at least 10", good[..9]);
        Fails("no customer has a repeat purchase", [.. good.Select(customer => customer with { Frequency = 0, Recency = 0 })]);
        Fails("all customers have the same frequency, recency and age", [.. good.Select(_ => new PurchaseSummary(2, 3, 9))]);
        Fails("every customer's age is 0, there is no time to learn from", [.. good.Select(customer => new PurchaseSummary(customer.Frequency, 0, 0))]);
        Fails("customer 30: frequency 1, recency 5 and age 4 are no purchase history, expected 0 <= frequency and 0 <= recency <= age", [.. good, new(1, 5, 4)]);
        Fails("customer 30: frequency -1, recency 0 and age 4 are no purchase history, expected 0 <= frequency and 0 <= recency <= age", [.. good, new(-1, 0, 4)]);
        Fails("customer 30: frequency 1, recency NaN and age 4 are no purchase history, expected 0 <= frequency and 0 <= recency <= age", [.. good, new(1, double.NaN, 4)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => BgNbdFit.Fit(good, -0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => BgNbdFit.Fit(good, double.NaN));

        static void Fails(string message, PurchaseSummary[] customers) =>
            Assert.Equal(message, Assert.Throws<InvalidDataException>(() => BgNbdFit.Fit(customers)).Message);
    }

    private static void SkipWithoutData()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }
    }
}
