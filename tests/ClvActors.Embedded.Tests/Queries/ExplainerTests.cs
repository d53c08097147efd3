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
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.ColdStart)]
    [InlineData(PredictionSource.Lapsed)]
    [InlineData(PredictionSource.Pending)]
    public void Explain_WithoutARawScore_HasNothingToSay(PredictionSource source)
    {
        CountingModel model = new();
        Explanation explanation = new Explainer().Explain(SamplePopulation.Record("1", 3, source), model);
        Assert.Empty(explanation.Largest);
        Assert.True(double.IsNaN(explanation.BaseScore));
        Assert.Equal(0, model.Explained);
    }

    [Theory]
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.ColdStart)]
    public void Explain_OrdersByMagnitude(PredictionSource source)
    {
        Explanation explanation = new Explainer().Explain(Record("1", source), new CountingModel());
        double[] magnitudes = [.. explanation.All.Select(factor => Math.Abs(factor.Contribution))];
        Assert.Equal(magnitudes.OrderDescending(), magnitudes);
        Assert.Equal(FeatureSet.Count + 2, magnitudes.Length);
        Assert.Equal(explanation.All.Take(5), explanation.Largest);
    }

    private static CustomerRecord Record(string id, PredictionSource source = PredictionSource.Model) =>
        SamplePopulation.Record(
            id, 3, source, features: [.. Enumerable.Range(0, FeatureSet.Count).Select(index => (double)((index * 7 % 11) - 5))], rawScore: 1);

    private sealed class CountingModel : IValueModel
    {
        private readonly ExponentialModel _model = new("first", 3);

        public int Explained { get; private set; }

        public string Id => _model.Id;

        public string Fingerprint => _model.Fingerprint;

        public string Folder => _model.Folder;

        public int HorizonDays => _model.HorizonDays;

        public double IntervalLevel => _model.IntervalLevel;

        public IReadOnlyList<string> InputNames => _model.InputNames;

        public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features) => _model.Predict(source, features);

        public void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
        {
            Explained++;
            _model.Explain(source, features, inputs, contributions);
        }
    }
}
