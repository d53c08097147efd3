using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals.Linear;

public sealed class LogisticTrainerTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(100)]
    public void Fit_AnyPenalty_MakesTheGradientVanish(double penalty)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            RandomRows data = RandomRows.Draw(150, seed);
            double[] outcomes = data.Outcomes;
            double[,] z = data.Standardised();

            LogisticModel model = Assert.IsType<LogisticModel>(new LogisticTrainer { Penalty = penalty }.Fit(data.Features, outcomes, seed: 0));

            double[] errors = [.. data.Rows.Select((row, at) => model.Predict(row) - outcomes[at])];
            Assert.Equal(0, errors.Sum(), 1e-3);
            for (int feature = 0; feature < model.Features; feature++)
            {
                double gradient = (penalty * model.LogOdds.Coefficients[feature])
                    + Enumerable.Range(0, errors.Length).Sum(row => z[row, feature] * errors[row]);
                Assert.True(Math.Abs(gradient) < 1e-3, $"seed {seed}, feature {feature}: gradient {gradient}");
            }
        }
    }

    [Fact]
    public void Fit_SeparableClasses_StaysFiniteAndSeparates()
    {
        double[][] rows = [.. Enumerable.Range(0, 60).Select(row => new double[] { row, 1 })];
        double[] outcomes = [.. rows.Select(row => row[0] < 30 ? 0.0 : 1.0)];

        IRegressor model = new LogisticTrainer { Penalty = 1e-8 }.Fit(FeatureMatrix.FromRows(rows), outcomes, seed: 0);

        Assert.InRange(model.Predict([0, 1]), 0, 1e-6);
        Assert.InRange(model.Predict([59, 1]), 1 - 1e-6, 1);
        Assert.InRange(model.Predict([29.5, 1]), 0.4, 0.6);
    }

    [Theory]
    [InlineData(0, 1 / 12.0)]
    [InlineData(1, 11 / 12.0)]
    public void Fit_SingleClass_FollowsTheRuleOfSuccession(double outcome, double expected)
    {
        double[][] rows = [.. Enumerable.Range(0, 10).Select(row => new double[] { row })];

        IRegressor model = new LogisticTrainer().Fit(FeatureMatrix.FromRows(rows), [.. Enumerable.Repeat(outcome, 10)], seed: 0);

        Assert.Equal(expected, model.Predict([3]), 1e-12);
    }

    [Fact]
    public void Fit_OtherLabels_IsRefused() =>
        Assert.Contains(
            "row 1 is 2",
            Assert.Throws<ArgumentException>(() => new LogisticTrainer().Fit(FeatureMatrix.FromRows([[1], [2]]), [0, 2], seed: 0)).Message,
            StringComparison.Ordinal);
}
