using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Domain.Tests.Scoring;

public sealed class ExplanationTests
{
    private static readonly ExponentialModel Model = new("first", 4);

    [Theory]
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.ColdStart)]
    public void Of_Features_NamesAndOrdersWhatTheModelGives(PredictionSource source)
    {
        const int Seed = 6;
        Random random = new(Seed);
        double[] features = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => random.NextDouble() * 10)];
        double[] inputs = new double[Model.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        Model.Explain(source, features, inputs, contributions);

        Explanation explanation = Explanation.Of(source, features, Model);

        Assert.Equal(contributions[^1], explanation.BaseScore);
        Assert.Equal(Model.Predict(source, features).RawScore, explanation.BaseScore + explanation.All.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(
            Model.InputNames.Select((name, index) => new FeatureContribution(name, inputs[index], contributions[index]))
                .OrderByDescending(factor => Math.Abs(factor.Contribution)),
            explanation.All);
        Assert.Equal(explanation.All.Take(5), explanation.Largest);
    }

    [Fact]
    public void Of_Features_NamesWhatTheModelDerivedFromThem()
    {
        double[] features = new double[FeatureSet.Count];
        features[FeatureSet.IndexOf("monetary_total")] = 50;

        FeatureContribution derived = Explanation.Of(PredictionSource.Model, features, Model).All.Single(factor => factor.Feature == "log_monetary_total");

        Assert.Equal(Math.Log(51), derived.Value);
        Assert.NotEqual(0, derived.Contribution);
    }

    [Fact]
    public void Of_EqualMagnitudes_KeepTheOrderOfTheInputs()
    {
        double[] contributions = [.. Enumerable.Range(0, FeatureSet.Count).Select(index => index % 2 == 0 ? -2.0 : 2.0), 1];
        Explanation explanation = Explanation.Of(FeatureSet.Names, new double[FeatureSet.Count], contributions);
        Assert.Equal(FeatureSet.Names, explanation.All.Select(factor => factor.Feature));
    }

    [Fact]
    public void Of_FewInputs_ShowsThemAll() =>
        Assert.Equal(["b", "a"], Explanation.Of(["a", "b"], [1, 2], [0.5, -1, 7]).Largest.Select(factor => factor.Feature));

    [Theory]
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.ColdStart)]
    [InlineData(PredictionSource.Lapsed)]
    [InlineData(PredictionSource.Pending)]
    public void Of_RecordWithoutARawScore_IsNone(PredictionSource source)
    {
        Explanation explanation = Explanation.Of(SampleRecords.Record(3, source), Model);
        Assert.Same(Explanation.None, explanation);
        Assert.True(double.IsNaN(explanation.BaseScore));
        Assert.Empty(explanation.All);
    }

    [Theory]
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.ColdStart)]
    public void Of_ScoredRecord_ExplainsItsFeatures(PredictionSource source)
    {
        CustomerRecord record = SampleRecords.Record(3, source, recencyDays: 12, scores: new RfmScores(1, 2, 3), rawScore: 1.5);
        Assert.Equal(Explanation.Of(source, record.Features.Values, Model).All, Explanation.Of(record, Model).All);
    }
}
