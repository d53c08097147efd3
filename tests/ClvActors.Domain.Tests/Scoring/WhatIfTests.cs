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
        WhatIfAnswer answer = WhatIfAnswer.Of(scored, thresholds, 12.5, model, new DateOnly(2011, 6, 30));
        Assert.Equal(FeatureCompletion.Complete(known, medians), answer.Features.Values.ToArray());
        Assert.Equal(medians[..22].Select((median, index) => index == 2 ? 50 : median), answer.Features.Values[..22].ToArray());
        Assert.Equal((PredictionSource.ColdStart, model.Predict(PredictionSource.ColdStart, answer.Features.Values)), (answer.Source, answer.Prediction));
        Assert.Equal((12.5, thresholds.SegmentOf(answer.PredictedValue), "first", 0.8), (answer.PercentileRank, answer.Segment, answer.BundleId, answer.IntervalLevel));
        Assert.Equal(answer.Prediction.RawScore, answer.BaseScore + answer.Contributions.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(model.InputNames.Order(), answer.Contributions.Select(factor => factor.Feature).Order());
        Assert.Equal(answer.Prediction.NextPurchaseDate(new DateOnly(2011, 6, 30)), answer.NextPurchaseDate);
        Assert.Null(WhatIfAnswer.Of(scored, thresholds, 12.5, model, asOf: null).NextPurchaseDate);
    }

    [Theory]
    [InlineData(0, PredictionSource.ColdStart)]
    [InlineData(1.5, PredictionSource.ColdStart)]
    [InlineData(2, PredictionSource.Model)]
    public void Score_Frequency_DecidesWhoAnswers(double frequency, PredictionSource source)
    {
        ExponentialModel model = new("first", 4);
        double[] known = new double[FeatureSet.Count];
        known[FeatureSet.IndexOf("frequency")] = frequency;
        WhatIf scored = WhatIf.Score(model, new double[FeatureSet.Count], known);
        Assert.Equal((source, model.Predict(source, known)), (scored.Source, scored.Prediction));
        Assert.Equal(Explanation.Of(source, known, model).All, scored.Explanation.All);
    }

    [Fact]
    public void Score_NoRawScore_HasNothingToExplain() =>
        Assert.Same(Explanation.None, WhatIf.Score(new ValueOnlyModel("plain"), new double[FeatureSet.Count], new double[FeatureSet.Count]).Explanation);

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
