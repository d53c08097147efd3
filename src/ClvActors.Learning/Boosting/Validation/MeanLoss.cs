namespace ClvActors.Learning.Boosting.Validation;

/// <summary>LightGBM's metrics that are the weighted mean of a loss per row: smaller is better.</summary>
/// <remarks>
/// Immutable; one instance serves any number of threads. Source: https://github.com/microsoft/LightGBM/blob/v4.6.0/src/metric/regression_metric.hpp and
/// binary_metric.hpp beside it.
/// </remarks>
public sealed class MeanLoss : IValidationMetric
{
    /// <summary>Least prediction whose logarithm is taken; single-precision 1e-10 as in LightGBM.</summary>
    private const double LeastMean = 1e-10f;

    /// <summary>Least probability whose logarithm is taken.</summary>
    private const float LeastProbability = 1e-15f;

    private readonly Func<float, double, double> _loss;

    private MeanLoss(string name, Func<float, double, double> loss)
    {
        Name = name;
        _loss = loss;
    }

    /// <summary><c>l2</c>: the squared difference.</summary>
    public static MeanLoss SquaredError { get; } = new("l2", (label, prediction) => (prediction - label) * (prediction - label));

    /// <summary><c>l1</c>: the absolute difference.</summary>
    public static MeanLoss AbsoluteError { get; } = new("l1", (label, prediction) => Math.Abs(prediction - label));

    /// <summary><c>poisson</c>: prediction - label x log(prediction).</summary>
    public static MeanLoss Poisson { get; } = new("poisson", (label, prediction) =>
    {
        double mean = prediction < LeastMean ? LeastMean : prediction;
        return mean - (label * Math.Log(mean));
    });

    /// <summary><c>binary_logloss</c>: minus the logarithm of the probability that was given to what happened.</summary>
    public static MeanLoss BinaryLogLoss { get; } = new("binary_logloss", (label, probability) =>
    {
        double ofLabel = label > 0 ? probability : 1 - probability;
        return ofLabel > LeastProbability ? -Math.Log(ofLabel) : -MathF.Log(LeastProbability);
    });

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary><c>huber</c>: half the squared difference up to alpha, linear beyond it.</summary>
    /// <param name="alpha">Where it turns linear, above 0.</param>
    public static MeanLoss Huber(double alpha) => new("huber", (label, prediction) =>
    {
        double difference = prediction - label;
        return Math.Abs(difference) <= alpha
            ? 0.5 * difference * difference
            : alpha * (Math.Abs(difference) - (0.5 * alpha));
    });

    /// <summary><c>quantile</c>: the pinball loss.</summary>
    /// <param name="alpha">Share of labels that are to lie below the prediction, above 0 and below 1.</param>
    public static MeanLoss Quantile(double alpha) => new("quantile", (label, prediction) =>
    {
        double delta = label - prediction;
        return delta < 0 ? (alpha - 1) * delta : alpha * delta;
    });

    /// <summary><c>tweedie</c>: the negative log-likelihood up to terms without the prediction.</summary>
    /// <param name="variancePower">The power of the mean with which the variance grows, above 1 and below 2.</param>
    public static MeanLoss Tweedie(double variancePower)
    {
        double one = 1 - variancePower;
        double two = 2 - variancePower;
        return new("tweedie", (label, prediction) =>
        {
            double log = Math.Log(prediction < LeastMean ? LeastMean : prediction);
            return -(label * Math.Exp(one * log) / one) + (Math.Exp(two * log) / two);
        });
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double loss = 0;
        double weight = 0;
        for (int row = 0; row < predictions.Length; row++)
        {
            double own = weights.IsEmpty ? 1 : weights[row];
            loss += _loss(labels[row], predictions[row]) * own;
            weight += own;
        }

        return loss / weight;
    }
}
