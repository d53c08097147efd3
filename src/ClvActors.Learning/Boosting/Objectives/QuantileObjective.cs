using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Quantile regression, LightGBM's <c>quantile</c>: the pinball loss, alpha a unit where the label is above the score and 1 - alpha where it is below.</summary>
/// <remarks>
/// Trees are shaped by the loss's slopes, then every leaf is given the (weighted) percentile of the residuals of its rows in the bag. Labels may be any finite
/// number. Immutable; one instance serves any number of threads. Source: Koenker &amp; Bassett 1978, "Regression Quantiles", and
/// <c>RegressionQuantileloss</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp.
/// </remarks>
public sealed class QuantileObjective : IObjective
{
    // LightGBM keeps it in single precision while training.
    private readonly float _alpha;

    /// <summary>Sets the quantile.</summary>
    /// <param name="alpha">Share of labels that are to lie below the score, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">Alpha is out of range.</exception>
    public QuantileObjective(double alpha = 0.9)
    {
        _alpha = (float)alpha;
        ObjectiveParameter.Require(_alpha is > 0 and < 1, "alpha", alpha, "above 0 and below 1");
        Alpha = alpha;
    }

    /// <summary>Share of labels that are to lie below the score.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public string Name => "quantile";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [new("alpha", ObjectiveParameter.Text(Alpha))];

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.Quantile(Alpha);

    /// <inheritdoc/>
    public bool RenewsLeaves => true;

    /// <summary>The weighted percentile of the labels.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => Percentile.OfLabels(labels, weights, _alpha);

    /// <inheritdoc/>
    public void Derive(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        Span<float> hessians)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            float difference = (float)(scores[row] - labels[row]);
            gradients[row] = difference >= 0 ? 1.0f - _alpha : -_alpha;
            hessians[row] = 1;
        }

        for (int row = 0; row < weights.Length; row++)
        {
            gradients[row] *= weights[row];
            hessians[row] = weights[row];
        }
    }

    /// <summary>The weighted percentile of the leaf's residuals.</summary>
    public double RenewLeaf(
        double value,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights) => Percentile.OfResiduals(rows, scores, labels, weights, _alpha);
}
