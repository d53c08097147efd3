namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A fitted model that gives an interval with each prediction.</summary>
/// <remarks>Immutable; any number of threads may ask.</remarks>
public interface IIntervalModel
{
    /// <summary>Nominal level of the intervals, above 0 and below 1, such as 0.8.</summary>
    public double Level { get; }

    /// <summary>The interval of a row.</summary>
    /// <param name="features">The row.</param>
    /// <returns>Both ends, finite, the lower one not above the upper one; in the unit of the label.</returns>
    public (double Low, double High) Interval(ReadOnlySpan<double> features);
}
