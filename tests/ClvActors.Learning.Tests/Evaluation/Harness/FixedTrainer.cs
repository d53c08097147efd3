using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Tests.Evaluation.Harness;

/// <summary>Predicts one value for everyone.</summary>
internal sealed record FixedTrainer(double Value) : IRegressionTrainer
{
    public string Name => "fixed";

    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default) => new Model(features.Columns, Value);

    private sealed class Model(int features, double value) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> features) => value;
    }
}
