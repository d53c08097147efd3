using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Rivals;

/// <summary>Fits a family to log(1 + label) and turns its predictions back into money: skewed labels stop deciding the fit by their few largest.</summary>
/// <remarks>The prediction is max(e^score - 1, 0): the median rather than the mean of a skewed label, so absolute errors gain and totals come out low.</remarks>
/// <param name="Inner">The family that is fitted on the logarithms.</param>
public sealed record LogLabelTrainer(IRegressionTrainer Inner) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => $"{Inner.Name} on log";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A label is -1 or less.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.CheckLabels(features, labels);
        double[] scores = new double[labels.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            TrainingInput.Require(labels[row] > -1, nameof(labels), labels[row], $"above -1 to have a logarithm (row {row})");
            scores[row] = LogTransform.ToScore(labels[row]);
        }

        return new ExponentialModel(Inner.Fit(features, scores, seed, cancellation));
    }

    private sealed class ExponentialModel(IRegressor score) : IRegressor
    {
        public int Features => score.Features;

        public double Predict(ReadOnlySpan<double> features) => LogTransform.ToValue(score.Predict(features));
    }
}
