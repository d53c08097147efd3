using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals.Linear;

public sealed class RidgeTrainerTests
{
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(250)]
    public void Fit_AnyPenalty_SolvesTheNormalEquations(double penalty)
    {
        RandomRows data = RandomRows.Draw(120, seed: 3);
        double[] expected = NormalEquations(data, penalty);

        LinearModel model = Assert.IsType<LinearModel>(new RidgeTrainer { Penalty = penalty }.Fit(data.Features, data.Labels, seed: 0));

        Assert.Equal(data.Labels.Average(), model.Intercept, 1e-10);
        for (int feature = 0; feature < expected.Length; feature++)
        {
            Assert.Equal(expected[feature], model.Coefficients[feature], 1e-6);
        }
    }

    [Fact]
    public void Predict_NewRow_IsTheScaledSum()
    {
        RandomRows data = RandomRows.Draw(80, seed: 5);
        double[,] scaled = data.Standardised();
        LinearModel model = Assert.IsType<LinearModel>(new RidgeTrainer().Fit(data.Features, data.Labels, seed: 0));

        for (int row = 0; row < data.Rows.Length; row++)
        {
            double expected = model.Intercept;
            for (int feature = 0; feature < model.Features; feature++)
            {
                expected += model.Coefficients[feature] * scaled[row, feature];
            }

            Assert.Equal(expected, model.Predict(data.Rows[row]), 1e-9);
        }
    }

    [Fact]
    public void Fit_ExactSum_RecoversItOnNewRows()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(row => new double[] { row, row * row % 17, 5, row % 3 })];
        double[] labels = [.. rows.Select(row => 7 + (2 * row[0]) - row[1])];

        IRegressor model = new RidgeTrainer { Penalty = 1e-9 }.Fit(FeatureMatrix.FromRows(rows), labels, seed: 0);

        Assert.Equal(7 + 200 - 3, model.Predict([100, 3, 5, 1]), 1e-6);
        Assert.Equal(7 + 200 - 3, model.Predict([100, 3, 999, 1]), 1e-6);
    }

    [Fact]
    public void Fit_MoreFeaturesThanRows_IsFinite()
    {
        double[][] rows = [[1, 2, 3, 4], [2, 1, 5, 4]];

        IRegressor model = new RidgeTrainer().Fit(FeatureMatrix.FromRows(rows), [1, 2], seed: 0);

        Assert.True(double.IsFinite(model.Predict([9, 9, 9, 9])));
    }

    [Fact]
    public void Fit_LogSkewedFeatures_TakesTheLogarithmOfTheSkewedColumnOnly()
    {
        RandomRows data = RandomRows.Draw(200, seed: 8);
        double[][] logged = [.. data.Rows.Select(row => row.Select((value, at) => at == 2 ? Math.Log(1 + value) : value).ToArray())];

        double[] expected = FeatureMatrix.FromRows(logged).Predict(new RidgeTrainer().Fit(FeatureMatrix.FromRows(logged), data.Labels, seed: 0));
        double[] actual = data.Features.Predict(new RidgeTrainer { LogSkewedFeatures = true }.Fit(data.Features, data.Labels, seed: 0));

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static double[] NormalEquations(RandomRows data, double penalty)
    {
        double[,] z = data.Standardised();
        int features = z.GetLength(1);
        double mean = data.Labels.Average();
        double[,] left = new double[features, features];
        double[] right = new double[features];
        for (int i = 0; i < features; i++)
        {
            left[i, i] = penalty;
            for (int row = 0; row < data.Labels.Length; row++)
            {
                right[i] += z[row, i] * (data.Labels[row] - mean);
                for (int j = 0; j < features; j++)
                {
                    left[i, j] += z[row, i] * z[row, j];
                }
            }
        }

        return LinearEquations.Solve(left, right);
    }
}
