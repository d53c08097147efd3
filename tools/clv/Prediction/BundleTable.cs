using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Prediction;

/// <summary>A bundle of several parts: a row needs the whole feature vector, and the number of purchases decides between the value and the cold-start part, as in the server.</summary>
internal sealed class BundleTable(ModelBundle bundle) : TableModel
{
    private static readonly int Frequency = FeatureSet.IndexOf("frequency");

    private readonly double[] _inputs = new double[bundle.InputNames.Count];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FeatureNames => FeatureSet.Names;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => bundle.InputNames;

    /// <inheritdoc/>
    public override (double Raw, double Prediction) Predict(ReadOnlySpan<double> features)
    {
        Domain.Scoring.Prediction prediction = bundle.Predict(SourceOf(features), features);
        return (prediction.RawScore, prediction.Value);
    }

    /// <inheritdoc/>
    public override void Explain(ReadOnlySpan<double> features, Span<double> contributions) =>
        bundle.Explain(SourceOf(features), features, _inputs, contributions);

    // Without a part for cold starts everyone is scored by the value part, as a table of them asks for scores.
    private PredictionSource SourceOf(ReadOnlySpan<double> features) =>
        bundle.Model.ColdStart is null ? PredictionSource.Model : CustomerScorer.SourceOf(features[Frequency]);
}
