using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals.Linear;

public sealed class LassoTrainerTests
{
    /// <summary>At the optimum z'r / n is penalty x sign(w) for every coefficient that is not 0 and at most the penalty in size for the others.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Fit_AnyPenalty_MeetsTheOptimalityConditions(double penalty)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            RandomRows data = RandomRows.Draw(90, seed, apart: 2);
            double[,] z = data.Standardised();

            LinearModel model = Fit(data, penalty);

            double[] residuals = [.. data.Rows.Select((row, at) => data.Labels[at] - model.Predict(row))];
            for (int feature = 0; feature < model.Features; feature++)
            {
                double gradient = Enumerable.Range(0, residuals.Length).Sum(row => z[row, feature] * residuals[row]) / residuals.Length;
                double coefficient = model.Coefficients[feature];
                bool optimal = coefficient == 0 ? Math.Abs(gradient) <= penalty + 1e-6 : Math.Abs(gradient - (penalty * Math.Sign(coefficient))) < 1e-6;
                Assert.True(optimal, $"seed {seed}, feature {feature}: coefficient {coefficient}, gradient {gradient}");
            }
        }
    }

    [Fact]
    public void Fit_LargePenalty_LeavesTheMean()
    {
        RandomRows data = RandomRows.Draw(50, seed: 1);

        LinearModel model = Fit(data, penalty: 1e6);

        Assert.All(model.Coefficients.ToArray(), coefficient => Assert.Equal(0, coefficient));
        Assert.Equal(data.Labels.Average(), model.Predict(data.Rows[0]), 1e-12);
    }

    /// <summary>Columns correlated at 0.9999995 make coordinate descent creep; what it ends with must still be as good as the optimum, which the dual bounds.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    public void Fit_TwinColumns_LeavesASmallDualityGap(double penalty)
    {
        RandomRows data = RandomRows.Draw(200, seed: 2);
        double[,] z = data.Standardised();
        int rows = data.Labels.Length;

        LinearModel model = Fit(data, penalty);

        double[] target = [.. data.Labels.Select(label => label - data.Labels.Average())];
        double[] residuals = [.. data.Rows.Select((row, at) => data.Labels[at] - model.Predict(row))];
        double steepest = Enumerable.Range(0, model.Features)
            .Max(feature => Math.Abs(Enumerable.Range(0, rows).Sum(row => z[row, feature] * residuals[row]) / rows));
        double shrink = Math.Min(1, penalty / steepest);
        double primal = (residuals.Sum(value => value * value) / (2 * rows)) + (penalty * model.Coefficients.ToArray().Sum(Math.Abs));
        double dual = (target.Sum(value => value * value) - target.Zip(residuals, (y, r) => Math.Pow(y - (shrink * r), 2)).Sum()) / (2 * rows);
        Assert.InRange(primal - dual, -1e-9, 1e-3 * primal);
    }

    [Fact]
    public void Fit_UselessColumns_GetNoCoefficient()
    {
        LinearModel model = Fit(RandomRows.Draw(200, seed: 2), penalty: 0.5);

        Assert.Equal(0, model.Coefficients[3]);
        Assert.Equal(0, model.Coefficients[4]);
        Assert.True(model.Coefficients[0] > 0);
    }

    private static LinearModel Fit(RandomRows data, double penalty) =>
        Assert.IsType<LinearModel>(new LassoTrainer { Penalty = penalty }.Fit(data.Features, data.Labels, seed: 0));
}
