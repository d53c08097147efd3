using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals;

public sealed class LogLabelTrainerTests
{
    private static readonly FeatureMatrix Features = FeatureMatrix.FromRows([.. Enumerable.Range(0, 50).Select(row => new double[] { row })]);

    [Fact]
    public void Fit_ExponentialLabels_RecoversThem()
    {
        double[] labels = [.. Enumerable.Range(0, 50).Select(row => Math.Exp(0.2 * row) - 1)];

        IRegressor model = new LogLabelTrainer(new RidgeTrainer { Penalty = 1e-9 }).Fit(Features, labels, seed: 0);

        Assert.Equal(Math.Exp(0.2 * 20.5) - 1, model.Predict([20.5]), 1e-6);
    }

    [Fact]
    public void Predict_FarOut_StaysBetweenZeroAndTheLargestLabel()
    {
        double[] labels = [.. Enumerable.Range(0, 50).Select(row => (double)row)];

        IRegressor model = new LogLabelTrainer(new RidgeTrainer()).Fit(Features, labels, seed: 0);

        Assert.Equal(49, model.Predict([1e9]));
        Assert.Equal(0, model.Predict([-1e9]));
    }

    [Fact]
    public void Fit_LabelWithoutLogarithm_IsRefused()
    {
        double[] labels = [.. Enumerable.Range(0, 50).Select(row => row == 3 ? -1.0 : 1)];

        Assert.Contains("row 3", Assert.Throws<ArgumentException>(() => new LogLabelTrainer(new RidgeTrainer()).Fit(Features, labels, seed: 0)).Message, StringComparison.Ordinal);
    }
}
