using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>L2 regression, LightGBM's <c>regression</c>: half the squared difference of score and label.</summary>
/// <remarks>Labels may be any finite number. Without state; one instance serves any number of threads.</remarks>
public sealed class SquaredErrorObjective : IObjective
{
    /// <summary>The only instance that is ever needed.</summary>
    public static SquaredErrorObjective Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "regression";

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.SquaredError;

    /// <summary>The weighted mean of the labels.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double own = weights.IsEmpty ? 1.0 : weights[row];
            sum += labels[row] * own;
            weight += own;
        }

        return sum / weight;
    }

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
            gradients[row] = (float)(scores[row] - labels[row]);
            hessians[row] = 1.0f;
        }

        for (int row = 0; row < weights.Length; row++)
        {
            gradients[row] *= weights[row];
            hessians[row] = weights[row];
        }
    }
}
