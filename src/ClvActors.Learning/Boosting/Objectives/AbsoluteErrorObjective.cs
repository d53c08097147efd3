using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>L1 regression, LightGBM's <c>regression_l1</c>: the absolute difference of score and label, whose best constant is the median.</summary>
/// <remarks>
/// Trees are shaped by the signs of the residuals, then every leaf is given the (weighted) median residual of its rows in the bag. Labels may be any finite
/// number. Without state; one instance serves any number of threads. Source: <c>RegressionL1loss</c> of
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp.
/// </remarks>
public sealed class AbsoluteErrorObjective : IObjective
{
    private const double Median = 0.5;

    /// <summary>The only instance that is ever needed.</summary>
    public static AbsoluteErrorObjective Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "regression_l1";

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.AbsoluteError;

    /// <inheritdoc/>
    public bool RenewsLeaves => true;

    /// <summary>The weighted median of the labels, by LightGBM's rule between two of them.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => Percentile.OfLabels(labels, weights, Median);

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
            double difference = scores[row] - labels[row];
            gradients[row] = difference > 0 ? 1 : difference < 0 ? -1 : 0;
            hessians[row] = 1;
        }

        for (int row = 0; row < weights.Length; row++)
        {
            gradients[row] *= weights[row];
            hessians[row] = weights[row];
        }
    }

    /// <summary>The weighted median of the leaf's residuals.</summary>
    public double RenewLeaf(
        double value,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights) => Percentile.OfResiduals(rows, scores, labels, weights, Median);
}
