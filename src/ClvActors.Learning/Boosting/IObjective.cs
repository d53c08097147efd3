using ClvActors.Learning.Boosting.Validation;

namespace ClvActors.Learning.Boosting;

/// <summary>The loss that a model is trained for: its derivatives, its best constant and, where derivatives do not suffice, its leaf values.</summary>
/// <remarks>
/// <para>Spans have one element per row of the training data; <c>weights</c> is empty when there are none. Labels, weights and derivatives are single
/// precision and scores double, as in LightGBM, so that equal rounding gives equal splits.</para>
/// <para>Implementations hold no state of a training run and may be shared by threads.</para>
/// </remarks>
public interface IObjective
{
    /// <summary>The objective as LightGBM writes it into a model, such as <c>regression</c>, <c>quantile</c> or <c>binary sigmoid:1</c>.</summary>
    public string Name { get; }

    /// <summary>Parameters of the objective's own, which LightGBM lists among a model's parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [];

    /// <summary>What LightGBM measures on validation data when no metric is named: the loss itself; null when there is none.</summary>
    public IValidationMetric? Metric => null;

    /// <summary>Whether leaf values are recomputed by <see cref="RenewLeaf"/> once a tree's shape stands.</summary>
    public bool RenewsLeaves => false;

    /// <summary>Refuses labels that the loss is not defined for; every finite label is accepted unless an objective says otherwise.</summary>
    /// <exception cref="ArgumentException">A label is out of the objective's range.</exception>
    public void CheckLabels(ReadOnlySpan<float> labels)
    {
    }

    /// <summary>Whether no tree is to be grown on such labels and the model is the best constant.</summary>
    public bool HasOnlyConstant(ReadOnlySpan<float> labels) => false;

    /// <summary>The constant score from which boosting starts.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);

    /// <summary>The prediction that a score stands for, in the unit of the labels: the score itself unless an objective says otherwise.</summary>
    public double ToPrediction(double score) => score;

    /// <summary>First and second derivatives of each row's weighted loss with respect to its score.</summary>
    public void Derive(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        Span<float> hessians);

    /// <summary>The value of a leaf before the learning rate, for objectives such as L1 whose second derivative says nothing.</summary>
    /// <param name="value">The value by Newton's step, which is what other objectives return.</param>
    /// <param name="rows">The leaf's rows that the tree was grown from, at least one: positions in the other spans, ascending.</param>
    /// <param name="scores">Scores before this tree.</param>
    /// <param name="labels">Labels.</param>
    /// <param name="weights">Weights, or empty.</param>
    public double RenewLeaf(
        double value,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights) => value;
}
