using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;

namespace ClvActors.ServiceContract.Models;

/// <summary>A model that says nothing but a value: a score from the spend alone, one value for all cold starts, 0 for lapsed customers.</summary>
/// <param name="id">Name of the bundle; also its folder.</param>
public sealed class ValueOnlyModel(string id) : IValueModel
{
    public const double ColdStartValue = 25;

    private const double Bias = 1;
    private const double Weight = 0.001;

    private static readonly int MonetaryTotal = FeatureSet.IndexOf("monetary_total");

    public string Id => id;

    public string Fingerprint => $"fingerprint-of-{id}";

    public string Folder => $"bundles/{id}";

    public int HorizonDays => 180;

    public double IntervalLevel => double.NaN;

    public IReadOnlyList<string> InputNames => FeatureSet.Names;

    public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features)
    {
        double raw = Bias + (Weight * features[MonetaryTotal]);
        return source switch
        {
            PredictionSource.Model => new Prediction { Value = 10 * raw, RawScore = raw },
            PredictionSource.Lapsed => Prediction.Nothing,
            _ => new Prediction { Value = ColdStartValue },
        };
    }

    public void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        if (source != PredictionSource.Model)
        {
            throw new InvalidOperationException($"There is no raw score for the source {source}.");
        }

        features.CopyTo(inputs);
        contributions.Clear();
        contributions[MonetaryTotal] = Weight * features[MonetaryTotal];
        contributions[^1] = Bias;
    }
}
