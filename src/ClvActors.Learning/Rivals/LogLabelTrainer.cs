using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Rivals;

/// <summary>Fits a family to log(1 + label) and turns its predictions back into money: skewed labels stop deciding the fit by their few largest.</summary>
/// <remarks>
/// The prediction is max(e^score - 1, 0), at most the largest training label: the median rather than the mean of a skewed label, so absolute errors gain and totals come out
/// low. Without the limit one customer far outside the training rows decides everything: a network's mean absolute error on the published split went from 1,400 to 22,900.
/// </remarks>
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
        double largest = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            TrainingInput.Require(labels[row] > -1, nameof(labels), labels[row], $"above -1 to have a logarithm (row {row})");
            scores[row] = LogTransform.ToScore(labels[row]);
            largest = Math.Max(largest, labels[row]);
        }

        return new ExponentialModel(Inner.Fit(features, scores, seed, cancellation), largest);
    }

    private sealed class ExponentialModel(IRegressor score, double largest) : IRegressor
    {
        public int Features => score.Features;

        public double Predict(ReadOnlySpan<double> features) => Math.Min(LogTransform.ToValue(score.Predict(features)), largest);
    }
}
