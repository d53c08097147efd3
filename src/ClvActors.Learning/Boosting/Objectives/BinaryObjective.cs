using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Binary classification, LightGBM's <c>binary</c>: the log loss of 1 / (1 + exp(-sigmoid x score)), the probability of label 1.</summary>
/// <remarks>
/// Labels are 0 or 1; where all are equal the model is a constant of some 35 log-odds, as LightGBM has it. LightGBM's <c>is_unbalance</c> and <c>scale_pos_weight</c> are
/// left to the weights of the rows. Immutable; one instance serves any number of threads. Source: <c>BinaryLogloss</c> of
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/binary_objective.hpp.
/// </remarks>
public sealed class BinaryObjective : IObjective
{
    /// <summary>Keeps the mean off 0 and 1; single-precision 1e-15 as in LightGBM.</summary>
    private const double Epsilon = 1e-15f;

    /// <summary>Sets the steepness.</summary>
    /// <param name="sigmoid">What the score is multiplied by before the logistic function, above 0 and finite.</param>
    /// <exception cref="ArgumentException">The steepness is out of range.</exception>
    public BinaryObjective(double sigmoid = 1)
    {
        ObjectiveParameter.Require(sigmoid > 0 && double.IsFinite(sigmoid), "sigmoid", sigmoid, "above 0 and finite");
        Sigmoid = sigmoid;
    }

    /// <summary>What the score is multiplied by before the logistic function.</summary>
    public double Sigmoid { get; }

    /// <inheritdoc/>
    public string Name => $"binary sigmoid:{ObjectiveParameter.Text(Sigmoid)}";

    /// <inheritdoc/>
    public IValidationMetric Metric => MeanLoss.BinaryLogLoss;

    /// <summary>Refuses labels other than 0 and 1.</summary>
    /// <exception cref="ArgumentException">A label is neither.</exception>
    public void CheckLabels(ReadOnlySpan<float> labels)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not (0 or 1))
            {
                throw new ArgumentException($"label of row {row} is {labels[row]}, but binary needs 0 or 1", nameof(labels));
            }
        }
    }

    /// <summary>Whether all labels are equal.</summary>
    public bool HasOnlyConstant(ReadOnlySpan<float> labels) => !labels.ContainsAnyExcept(labels[0]);

    /// <summary>The log-odds of the weighted mean, over the steepness.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double mean = SquaredErrorObjective.Instance.InitialScore(labels, weights);
        mean = Math.Max(Math.Min(mean, 1.0 - Epsilon), Epsilon);
        return Math.Log(mean / (1.0 - mean)) / Sigmoid;
    }

    /// <summary>The probability of label 1.</summary>
    public double ToPrediction(double score) => 1 / (1 + Math.Exp(-Sigmoid * score));

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
            double steepness = labels[row] > 0 ? Sigmoid : -Sigmoid;
            double response = -steepness / (1 + Math.Exp(steepness * scores[row]));
            double size = Math.Abs(response);
            gradients[row] = (float)(response * weight);
            hessians[row] = (float)(size * (Sigmoid - size) * weight);
        }
    }
}
