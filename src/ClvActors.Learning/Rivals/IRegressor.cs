namespace ClvActors.Learning.Rivals;

/// <summary>A fitted model that predicts one number from one row of features.</summary>
/// <remarks>Implementations are immutable and allocate nothing per prediction: any number of threads may predict at once.</remarks>
public interface IRegressor
{
    /// <summary>Number of features that a row must have.</summary>
    public int Features { get; }

    /// <summary>Predicts the label of a row.</summary>
    /// <param name="features">Finite values in the order of the training columns, <see cref="Features"/> of them; NaN gives an undefined number.</param>
    /// <returns>The label's estimate in the label's unit; for a model trained on labels 0 and 1 with a loss for probabilities, a probability from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double Predict(ReadOnlySpan<double> features);
}
