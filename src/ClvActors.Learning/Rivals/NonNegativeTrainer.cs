namespace ClvActors.Learning.Rivals;

/// <summary>A family whose predictions below 0 become 0: nobody spends less than nothing.</summary>
/// <param name="Inner">The family.</param>
public sealed record NonNegativeTrainer(IRegressionTrainer Inner) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => Inner.Name;

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default) =>
        new NonNegativeModel(Inner.Fit(features, labels, seed, cancellation));

    private sealed class NonNegativeModel(IRegressor inner) : IRegressor
    {
        public int Features => inner.Features;

        public double Predict(ReadOnlySpan<double> features) => Math.Max(inner.Predict(features), 0);
    }
}
