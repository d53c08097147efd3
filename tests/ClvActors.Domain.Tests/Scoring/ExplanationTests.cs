using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Domain.Tests.Scoring;

public sealed class ExplanationTests
{
    private static readonly ExponentialModel Model = new("first", 4);

    [Fact]
    public void Of_Features_NamesAndOrdersWhatTheModelGives()
    {
        const int Seed = 6;
        Random random = new(Seed);
        double[] features = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => random.NextDouble() * 10)];
        double[] contributions = new double[FeatureSet.Count + 1];
        Model.Explain(features, contributions);

        Explanation explanation = Explanation.Of(features, Model);

        Assert.Equal(contributions[^1], explanation.BaseScore);
        Assert.Equal(Model.RawScore(features), explanation.BaseScore + explanation.All.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(
            FeatureSet.Names.Select((name, index) => new FeatureContribution(name, features[index], contributions[index]))
                .OrderByDescending(factor => Math.Abs(factor.Contribution)),
            explanation.All);
        Assert.Equal(explanation.All.Take(5), explanation.Largest);
    }

    [Fact]
    public void Of_EqualMagnitudes_KeepTheOrderOfTheFeatureSet()
    {
        double[] contributions = [.. Enumerable.Range(0, FeatureSet.Count).Select(index => index % 2 == 0 ? -2.0 : 2.0), 1];
        Assert.Equal(FeatureSet.Names, Explanation.Of(new double[FeatureSet.Count], contributions).All.Select(factor => factor.Feature));
    }

    [Theory]
    [InlineData(PredictionSource.ColdStart)]
    [InlineData(PredictionSource.Lapsed)]
    [InlineData(PredictionSource.Pending)]
    public void Of_RecordWithoutAModelScore_IsNone(PredictionSource source)
    {
        Explanation explanation = Explanation.Of(SampleRecords.Record(3, source), Model);
        Assert.Same(Explanation.None, explanation);
        Assert.True(double.IsNaN(explanation.BaseScore));
        Assert.Empty(explanation.All);
    }

    [Fact]
    public void Of_ScoredRecord_ExplainsItsFeatures()
    {
        CustomerRecord record = SampleRecords.Record(3, recencyDays: 12, scores: new RfmScores(1, 2, 3));
        Assert.Equal(Explanation.Of(record.Features.Values, Model).All, Explanation.Of(record, Model).All);
    }
}
