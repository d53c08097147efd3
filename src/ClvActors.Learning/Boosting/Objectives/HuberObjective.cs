using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Huber regression, LightGBM's <c>huber</c>: half the squared difference of score and label up to alpha, linear beyond it.</summary>
/// <remarks>
/// Labels may be any finite number. Immutable; one instance serves any number of threads. Source: Huber 1964, "Robust Estimation of a Location Parameter", and
/// <c>RegressionHuberLoss</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp.
/// </remarks>
public sealed class HuberObjective : IObjective
{
    /// <summary>Sets where the loss turns linear.</summary>
    /// <param name="alpha">The difference beyond which the loss is linear, in units of the label; above 0 and finite.</param>
    /// <exception cref="ArgumentException">Alpha is out of range.</exception>
    public HuberObjective(double alpha = 0.9)
    {
        ObjectiveParameter.Require(alpha > 0 && double.IsFinite(alpha), "alpha", alpha, "above 0 and finite");
        Alpha = alpha;
    }

    /// <summary>The difference beyond which the loss is linear.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public string Name => "huber";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [new("alpha", ObjectiveParameter.Text(Alpha))];

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.Huber(Alpha);

    /// <summary>The weighted mean of the labels, as LightGBM has it.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) =>
        SquaredErrorObjective.Instance.InitialScore(labels, weights);

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
            double difference = scores[row] - labels[row];
            gradients[row] = Math.Abs(difference) <= Alpha
                ? (float)(difference * weight)
                : (float)((difference > 0 ? weight : -weight) * Alpha);
            hessians[row] = weight;
        }
    }
}
