using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.ValueModels;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Evaluation.Contenders;

public sealed class SpendFamiliesTests
{
    [Fact]
    public void For_AnyHorizon_EndsWithTheChampionAndHasKeysForCommandLines()
    {
        Assert.Equal("champion", SpendFamilies.Keys[^1]);
        Assert.Distinct(SpendFamilies.Keys);
        Assert.All(SpendFamilies.Keys, key => Assert.Matches("^[a-z-]+$", key));
        Assert.All(SpendFamilies.For(90), family => Assert.Equal(family.Name, family.Standard().Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpendFamilies.For(0));
    }

    [Fact]
    public void For_EveryTunableFamily_MakesContendersOfItsDraws()
    {
        ContenderFamily[] tunable = [.. SpendFamilies.For(90).Where(family => family.IsTunable)];

        Assert.Contains(tunable, family => family.Key == "champion");
        Assert.All(tunable, family => Assert.All(Enumerable.Range(0, 20), trial => Assert.NotNull(family.With(family.Model.Space.Draw(3, trial)).Trainer)));
    }

    /// <summary>golden/bgnbd.json: MAE 1,349.64 and Spearman 0.6259 without penalty; published with 0.01: 1,426 and 0.6297.</summary>
    [Fact]
    public void BuyTillYouDie_PublishedSplit_HasThePublishedFigures()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        (int[] train, int[] test) = OnlineRetail.PublishedSplit();
        FeatureMatrix trainFeatures = OnlineRetail.FeaturesOf(OnlineRetail.Table, train);
        FeatureMatrix testFeatures = OnlineRetail.FeaturesOf(OnlineRetail.Table, test);
        double[] trainLabels = OnlineRetail.LabelsOf(OnlineRetail.Table, train);
        double[] actual = OnlineRetail.LabelsOf(OnlineRetail.Table, test);

        RegressionMetrics plain = Judge("btyd");
        RegressionMetrics penalised = Judge("btyd-penalised");

        Assert.Equal(1349.64, plain.MeanAbsoluteError, 0.05);
        Assert.Equal(0.62591, plain.Spearman, 1e-4);
        Assert.Equal(1425.53, penalised.MeanAbsoluteError, 0.05);
        Assert.Equal(3018.63, penalised.RootMeanSquaredError, 0.1);

        RegressionMetrics Judge(string key) => RegressionMetrics.Of(actual, testFeatures.Predict(SpendFamilies.For(374).Single(family => family.Key == key).Standard().Trainer.Fit(trainFeatures, trainLabels, 1, TestContext.Current.CancellationToken)));
    }
}
