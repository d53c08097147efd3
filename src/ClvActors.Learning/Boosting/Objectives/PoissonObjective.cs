using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Poisson regression, LightGBM's <c>poisson</c>: the prediction is exp(score), the loss exp(score) - label x score.</summary>
/// <remarks>
/// Labels are 0 or more, at least one above 0. Immutable; one instance serves any number of threads. Source: <c>RegressionPoissonLoss</c> of
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp.
/// </remarks>
public sealed class PoissonObjective : IObjective
{
    private readonly double _hessianFactor;

    /// <summary>Sets the safeguard of the steps.</summary>
    /// <param name="maximumDeltaStep"><c>poisson_max_delta_step</c>: second derivatives are multiplied by its exponential, so that leaves take smaller steps; above 0.</param>
    /// <exception cref="ArgumentException">The step is out of range.</exception>
    public PoissonObjective(double maximumDeltaStep = 0.7)
    {
        ObjectiveParameter.Require(maximumDeltaStep > 0 && double.IsFinite(maximumDeltaStep), "poisson_max_delta_step", maximumDeltaStep, "above 0 and finite");
        MaximumDeltaStep = maximumDeltaStep;
        _hessianFactor = Math.Exp(maximumDeltaStep);
    }

    /// <summary>The logarithm of what second derivatives are multiplied by.</summary>
    public double MaximumDeltaStep { get; }

    /// <inheritdoc/>
    public string Name => "poisson";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [new("poisson_max_delta_step", ObjectiveParameter.Text(MaximumDeltaStep))];

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.Poisson;

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
        for (int row = 0; row < scores.Length; row++)
        {
            float weight = weights.IsEmpty ? 1 : weights[row];
            double mean = Math.Exp(scores[row]);
            gradients[row] = (float)((mean - labels[row]) * weight);
            hessians[row] = (float)(mean * _hessianFactor * weight);
        }
    }
}
