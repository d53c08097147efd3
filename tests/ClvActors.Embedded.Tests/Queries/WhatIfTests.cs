using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class WhatIfTests
{
    [Fact]
    public void Answer_MixesWhatIsKnownWithTheMedians()
    {
        ExponentialModel model = new("first", 4);
        PopulationSnapshot population = SamplePopulation.Of([SamplePopulation.Record("1", 1), SamplePopulation.Record("2", 5)], model: model);
        double[] medians = [.. Enumerable.Range(0, FeatureSet.Count).Select(index => (double)index)];
        double[] known = [.. Enumerable.Repeat(double.NaN, FeatureSet.Count)];
        known[2] = 50;
        WhatIfAnswer answer = WhatIf.Answer(population, medians, known);
        Assert.Equal(medians.Select((median, index) => index == 2 ? 50 : median), answer.Features.Values.ToArray());
        Assert.Equal(model.ValueOf(model.RawScore(answer.Features.Values)), answer.PredictedValue);
        Assert.Equal(population.PercentileRankOf(answer.PredictedValue), answer.PercentileRank);
        Assert.Equal(answer.RawScore, answer.BaseScore + answer.Contributions.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(FeatureSet.Names.Order(), answer.Contributions.Select(factor => factor.Feature).Order());
    }

    [Theory]
    [InlineData(FeatureSet.Count - 1)]
    [InlineData(FeatureSet.Count + 1)]
    public void Answer_AnotherLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => WhatIf.Answer(SamplePopulation.Of([]), new double[FeatureSet.Count], new double[length]));

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Answer_Infinity_IsRefusedByName(double value)
    {
        double[] known = new double[FeatureSet.Count];
        known[3] = value;
        ArgumentException error = Assert.Throws<ArgumentException>(() => WhatIf.Answer(SamplePopulation.Of([]), new double[FeatureSet.Count], known));
        Assert.Contains("monetary_avg", error.Message);
    }
}
