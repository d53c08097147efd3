using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Domain.Tests.Scoring;

public sealed class WhatIfTests
{
    [Fact]
    public void Score_MixesWhatIsKnownWithTheMedians()
    {
        ExponentialModel model = new("first", 4);
        double[] medians = [.. Enumerable.Range(0, FeatureSet.Count).Select(index => (double)index)];
        double[] known = [.. Enumerable.Repeat(double.NaN, FeatureSet.Count)];
        known[2] = 50;
        SegmentThresholds thresholds = new(40, 30, 20, 10);
        WhatIf scored = WhatIf.Score(model, medians, known);
        WhatIfAnswer answer = WhatIfAnswer.Of(scored, thresholds, 12.5, model.Id);
        Assert.Equal(FeatureCompletion.Complete(known, medians), answer.Features.Values.ToArray());
        Assert.Equal(medians[..22].Select((median, index) => index == 2 ? 50 : median), answer.Features.Values[..22].ToArray());
        Assert.Equal(model.ValueOf(model.RawScore(answer.Features.Values)), answer.PredictedValue);
        Assert.Equal((12.5, thresholds.SegmentOf(scored.PredictedValue), "first"), (answer.PercentileRank, answer.Segment, answer.BundleId));
        Assert.Equal(answer.RawScore, answer.BaseScore + answer.Contributions.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(FeatureSet.Names.Order(), answer.Contributions.Select(factor => factor.Feature).Order());
    }

    [Theory]
    [InlineData(FeatureSet.Count - 1)]
    [InlineData(FeatureSet.Count + 1)]
    public void Score_AnotherLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => WhatIf.Score(new ExponentialModel("first", 4), new double[FeatureSet.Count], new double[length]));

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Score_Infinity_IsRefusedByName(double value)
    {
        double[] known = new double[FeatureSet.Count];
        known[3] = value;
        ArgumentException error = Assert.Throws<ArgumentException>(() => WhatIf.Score(new ExponentialModel("first", 4), new double[FeatureSet.Count], known));
        Assert.Contains("monetary_avg", error.Message);
    }
}
