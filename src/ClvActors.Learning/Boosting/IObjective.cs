namespace ClvActors.Learning.Boosting;

/// <summary>The loss that a model is trained for: its derivatives, its best constant and, where derivatives do not suffice, its leaf values.</summary>
/// <remarks>
/// <para>Spans have one element per row of the training data; <c>weights</c> is empty when there are none. Labels, weights and derivatives are single
/// precision and scores double, as in LightGBM, so that equal rounding gives equal splits.</para>
/// <para>Implementations hold no state of a training run and may be shared by threads.</para>
/// </remarks>
public interface IObjective
{
    /// <summary>The objective as LightGBM writes it into a model, with its arguments, such as <c>regression</c> or <c>quantile alpha:0.9</c>.</summary>
    public string Name { get; }

    /// <summary>Whether leaf values are recomputed by <see cref="RenewLeaf"/> once a tree's shape stands.</summary>
    public bool RenewsLeaves { get; }

    /// <summary>Refuses labels that the loss is not defined for.</summary>
    /// <exception cref="ArgumentException">A label is out of the objective's range.</exception>
    public void CheckLabels(ReadOnlySpan<float> labels);

    /// <summary>The constant score from which boosting starts.</summary>
    public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);

    /// <summary>First and second derivatives of each row's weighted loss with respect to its score.</summary>
    public void Derive(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights,
        Span<float> gradients,
        Span<float> hessians);

    /// <summary>The value of a leaf before the learning rate, for objectives such as L1 whose second derivative says nothing.</summary>
    /// <param name="value">The value by Newton's step.</param>
    /// <param name="rows">The rows of the leaf, positions in the other spans.</param>
    /// <param name="scores">Scores before this tree.</param>
    /// <param name="labels">Labels.</param>
    /// <param name="weights">Weights, or empty.</param>
    public double RenewLeaf(
        double value,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights);
}
