namespace ClvActors.Learning.Rivals;

/// <summary>A model family with its settings: fits a model to rows of features and their labels.</summary>
/// <remarks>
/// Implementations are immutable records whose properties are the settings, so two trainers are equal when their settings are. Same features, labels, settings and
/// seed on the same operating system and processor architecture give the same model, bit for bit, on any number of threads. Any number of fits may run at once.
/// </remarks>
public interface IRegressionTrainer
{
    /// <summary>Name of the family in tables, such as <c>ridge</c>; small letters and spaces.</summary>
    public string Name { get; }

    /// <summary>Fits a model.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="seed">Seed of whatever the family draws; families without randomness ignore it.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the labels do not fit the rows or the family; one sentence that says which.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default);
}
