namespace ClvActors.Learning.Boosting.Validation;

/// <summary>How good predictions for rows outside the training data are.</summary>
/// <remarks>Implementations hold no state of a training run and may be shared by threads.</remarks>
public interface IValidationMetric
{
    /// <summary>The metric's name, LightGBM's where it has one, such as <c>l1</c>.</summary>
    public string Name { get; }

    /// <summary>Whether larger values are better.</summary>
    public bool HigherIsBetter => false;

    /// <summary>Measures predictions.</summary>
    /// <param name="predictions">One prediction per row, in the unit of the labels: the objective's <see cref="IObjective.ToPrediction"/> of the score.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">One weight per row, or empty.</param>
    /// <returns>The metric; a value that is not finite never counts as the best.</returns>
    public double Evaluate(ReadOnlySpan<double> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);
}
