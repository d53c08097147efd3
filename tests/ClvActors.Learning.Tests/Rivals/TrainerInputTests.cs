using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Forests;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals;

public sealed class TrainerInputTests
{
    public static TheoryData<string> Families => [.. All.Keys];

    private static Dictionary<string, IRegressionTrainer> All { get; } = new IRegressionTrainer[]
    {
        ConstantTrainer.Mean,
        ConstantTrainer.Median,
        new RidgeTrainer(),
        new LassoTrainer(),
        new LogisticTrainer(),
        new QuantileTrainer(),
        ForestTrainer.RandomForest with { Trees = 10 },
        ForestTrainer.ExtraTrees with { Trees = 10 },
        new LogLabelTrainer(new RidgeTrainer()),
    }.ToDictionary(trainer => trainer.Name);

    [Theory]
    [MemberData(nameof(Families))]
    public void Fit_SameSeed_GivesTheSameModel(string family)
    {
        RandomRows data = RandomRows.Draw(120, seed: 4);

        double[] first = data.Features.Predict(All[family].Fit(data.Features, data.Outcomes, seed: 7));
        double[] second = data.Features.Predict(All[family].Fit(data.Features, data.Outcomes, seed: 7));

        Assert.Equal(first, second);
        Assert.All(first, value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Fit_ConstantFeaturesAndLabels_PredictsTheLabel(string family)
    {
        double[][] rows = [.. Enumerable.Repeat(0, 30).Select(_ => new double[] { 3, 0, -1e9 })];

        IRegressor model = All[family].Fit(FeatureMatrix.FromRows(rows), [.. Enumerable.Repeat(1.0, 30)], seed: 1);

        Assert.Equal(family == "logistic" ? 31 / 32.0 : 1, model.Predict([3, 0, -1e9]), 1e-9);
        Assert.True(double.IsFinite(model.Predict([4, 1, 1])));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Fit_WrongInput_IsRefused(string family)
    {
        FeatureMatrix features = FeatureMatrix.FromRows([[1, 2], [2, 1], [0, 0]]);
        IRegressionTrainer trainer = All[family];

        Assert.Contains("2 labels for 3 rows", Assert.Throws<ArgumentException>(() => trainer.Fit(features, [0, 1], seed: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => trainer.Fit(features, [0, 1, double.NaN], seed: 0)).Message, StringComparison.Ordinal);
        IRegressor model = trainer.Fit(features, [0, 1, 1], seed: 0);
        Assert.Equal(2, model.Features);
        Assert.Contains("takes 2", Assert.Throws<ArgumentException>(() => model.Predict([1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_MeanAndMedian_AreTheLabels()
    {
        FeatureMatrix features = FeatureMatrix.FromRows([[1], [2], [3], [4]]);

        Assert.Equal(4, ConstantTrainer.Mean.Fit(features, [1, 2, 3, 10], seed: 0).Predict([1]));
        Assert.Equal(2.5, ConstantTrainer.Median.Fit(features, [10, 2, 3, 1], seed: 0).Predict([1]));
    }

    [Fact]
    public void Matrix_WrongShape_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FeatureMatrix.FromRows([]));
        Assert.Throws<ArgumentException>(() => FeatureMatrix.FromRows([[]]));
        Assert.Contains("row 1 has 1", Assert.Throws<ArgumentException>(() => FeatureMatrix.FromRows([[1, 2], [1]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FeatureMatrix.FromValues([1, 2, 3], 2));
        Assert.Contains("feature 1 of row 1", Assert.Throws<ArgumentException>(() => FeatureMatrix.FromValues([1, 2, 3, double.NaN], 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_Take_CopiesRowsInOrder()
    {
        FeatureMatrix taken = FeatureMatrix.FromValues([1, 2, 3, 4, 5, 6], 2).Take([2, 0, 2]);

        Assert.Equal([5, 6, 1, 2, 5, 6], taken.Values.ToArray());
        Assert.Equal(3, taken.Rows);
    }
}
