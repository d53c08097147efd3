using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class ExplainerTests
{
    [Fact]
    public void Explain_TheSameRecord_AsksTheModelOnce()
    {
        CountingModel model = new();
        Explainer explainer = new();
        CustomerRecord record = Record("1");
        Explanation first = explainer.Explain(record, model);
        Assert.Same(first, explainer.Explain(record, model));
        Assert.Equal(1, model.Explained);
        explainer.Explain(Record("1"), model);
        Assert.Equal(2, model.Explained);
        explainer.Explain(Record("2"), model);
        Assert.Equal(3, model.Explained);
    }

    [Theory]
    [InlineData(PredictionSource.ColdStart)]
    [InlineData(PredictionSource.Lapsed)]
    [InlineData(PredictionSource.Pending)]
    public void Explain_WithoutAModelScore_HasNothingToSay(PredictionSource source)
    {
        CountingModel model = new();
        Explanation explanation = new Explainer().Explain(SamplePopulation.Record("1", 3, source), model);
        Assert.Empty(explanation.Largest);
        Assert.True(double.IsNaN(explanation.BaseScore));
        Assert.Equal(0, model.Explained);
    }

    [Fact]
    public void Explain_OrdersByMagnitude()
    {
        Explanation explanation = new Explainer().Explain(Record("1"), new CountingModel());
        double[] magnitudes = [.. explanation.All.Select(factor => Math.Abs(factor.Contribution))];
        Assert.Equal(magnitudes.OrderDescending(), magnitudes);
        Assert.Equal(FeatureSet.Count, magnitudes.Length);
        Assert.Equal(explanation.All.Take(5), explanation.Largest);
    }

    private static CustomerRecord Record(string id) =>
        SamplePopulation.Record(id, 3, features: [.. Enumerable.Range(0, FeatureSet.Count).Select(index => (double)((index * 7 % 11) - 5))]);

    private sealed class CountingModel : IValueModel
    {
        private readonly ExponentialModel _model = new("first", 3);

        public int Explained { get; private set; }

        public string Id => _model.Id;

        public string Fingerprint => _model.Fingerprint;

        public string Folder => _model.Folder;

        public int HorizonDays => _model.HorizonDays;

        public double ColdStartValue => _model.ColdStartValue;

        public double RawScore(ReadOnlySpan<double> features) => _model.RawScore(features);

        public double ValueOf(double rawScore) => _model.ValueOf(rawScore);

        public void Explain(ReadOnlySpan<double> features, Span<double> contributions)
        {
            Explained++;
            _model.Explain(features, contributions);
        }
    }
}
