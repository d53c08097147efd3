using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Tweedie regression with a log link, LightGBM's <c>tweedie</c>: for amounts with many exact zeros. The prediction is exp(score).</summary>
/// <remarks>
/// The loss is -label x exp((1 - p) score) / (1 - p) + exp((2 - p) score) / (2 - p), the negative log-likelihood up to terms without the score, where the
/// variance grows with the p-th power of the mean. Labels are 0 or more, at least one above 0. Immutable; one instance serves any number of threads.
/// Source: Jorgensen 1987, "Exponential Dispersion Models", and <c>RegressionTweedieLoss</c> of
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp.
/// </remarks>
public sealed class TweedieObjective : IObjective
{
    /// <summary>Sets the power of the variance.</summary>
    /// <param name="variancePower">
    /// <c>tweedie_variance_power</c>: near 1 for a Poisson-like, near 2 for a gamma-like distribution; above 1 and below 2. LightGBM also takes 1 itself, where
    /// its metric divides by zero: <see cref="PoissonObjective"/> is that loss.
    /// </param>
    /// <exception cref="ArgumentException">The power is out of range.</exception>
    public TweedieObjective(double variancePower = 1.5)
    {
        ObjectiveParameter.Require(variancePower is > 1 and < 2, "tweedie_variance_power", variancePower, "above 1 and below 2");
        VariancePower = variancePower;
    }

    /// <summary>The power of the mean with which the variance grows.</summary>
    public double VariancePower { get; }

    /// <inheritdoc/>
    public string Name => "tweedie";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [new("tweedie_variance_power", ObjectiveParameter.Text(VariancePower))];

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.Tweedie(VariancePower);

    /// <inheritdoc/>
    public void CheckLabels(ReadOnlySpan<float> labels) => LogLink.CheckLabels(Name, labels);

    /// <summary>The logarithm of the labels' weighted mean.</summary>
    /// <exception cref="ArgumentException">Every row with a label above 0 has weight 0.</exception>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => LogLink.InitialScore(Name, labels, weights);

    /// <summary>The exponential of the score.</summary>
    public double ToPrediction(double score) => Math.Exp(score);

    /// <inheritdoc/>
    public void Derive(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        Span<float> hessians)
    {
        double one = 1 - VariancePower;
        double two = 2 - VariancePower;
        for (int row = 0; row < scores.Length; row++)
        {
            float weight = weights.IsEmpty ? 1 : weights[row];
            float label = labels[row];
            double first = Math.Exp(one * scores[row]);
            double second = Math.Exp(two * scores[row]);
            gradients[row] = (float)(((-label * first) + second) * weight);
            hessians[row] = (float)(((-label * one * first) + (two * second)) * weight);
        }
    }
}
