using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals.Linear;

public sealed class QuantileTrainerTests
{
    /// <summary>Some best plane goes through as many rows as it has coefficients, so trying all such planes finds the least loss.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.1)]
    public void Fit_NoPenalty_ReachesTheLeastLossOfAllPlanes(double quantile)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            Random random = new(seed);
            double[][] rows = [.. Enumerable.Range(0, 24).Select(_ => new[] { random.NextDouble(), Math.Exp(3 * random.NextDouble()) })];
            double[] labels = [.. rows.Select(row => 100 * (row[0] + (0.2 * row[1]) + Math.Exp(2 * random.NextDouble())))];
            double least = Planes(rows, labels).Min(predictions => PinballLoss.Of(labels, predictions, quantile));

            IRegressor model = new QuantileTrainer { Quantile = quantile, Penalty = 0 }.Fit(FeatureMatrix.FromRows(rows), labels, seed: 0);

            double loss = PinballLoss.Of(labels, FeatureMatrix.FromRows(rows).Predict(model), quantile);
            Assert.True(loss >= least * (1 - 1e-9) && loss < least * 1.0001, $"seed {seed}: loss {loss}, least {least}");
        }
    }

    [Fact]
    public void Fit_FarOutLabels_AreNotFollowed()
    {
        double[][] rows = [.. Enumerable.Range(0, 100).Select(row => new double[] { row })];
        double[] labels = [.. rows.Select(row => row[0] == 99 ? 1e6 : 5 + (2 * row[0]))];

        IRegressor model = new QuantileTrainer { Penalty = 0 }.Fit(FeatureMatrix.FromRows(rows), labels, seed: 0);

        Assert.Equal(105, model.Predict([50]), 0.1);
    }

    [Fact]
    public void Fit_Quantile_LeavesItsShareBelow()
    {
        RandomRows data = RandomRows.Draw(500, seed: 1);

        double[] predictions = data.Features.Predict(new QuantileTrainer { Quantile = 0.9 }.Fit(data.Features, data.Labels, seed: 0));

        Assert.InRange(predictions.Zip(data.Labels, (predicted, label) => label <= predicted ? 1.0 : 0.0).Average(), 0.88, 0.92);
    }

    [Fact]
    public void Fit_WrongSetting_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new QuantileTrainer { Quantile = 1 }.Fit(FeatureMatrix.FromRows([[1]]), [1], seed: 0));
        Assert.Throws<ArgumentException>(() => new QuantileTrainer { Penalty = -1 }.Fit(FeatureMatrix.FromRows([[1]]), [1], seed: 0));
    }

    private static IEnumerable<double[]> Planes(double[][] rows, double[] labels)
    {
        for (int a = 0; a < rows.Length; a++)
        {
            for (int b = a + 1; b < rows.Length; b++)
            {
                for (int c = b + 1; c < rows.Length; c++)
                {
                    int[] chosen = [a, b, c];
                    double[,] matrix = new double[3, 3];
                    for (int i = 0; i < 3; i++)
                    {
                        (matrix[i, 0], matrix[i, 1], matrix[i, 2]) = (1, rows[chosen[i]][0], rows[chosen[i]][1]);
                    }

                    double[] plane = LinearEquations.Solve(matrix, [.. chosen.Select(row => labels[row])]);
                    yield return [.. rows.Select(row => plane[0] + (plane[1] * row[0]) + (plane[2] * row[1]))];
                }
            }
        }
    }
}
