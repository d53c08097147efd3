using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A way of predicting that an evaluation judges: everything that is fitted, scaled or calibrated happens in <see cref="Fit"/>, on training rows alone.</summary>
/// <remarks>
/// What is fitted predicts from one row of features: no label of a test customer is within its reach. Implementations are immutable; any number of fits may run at once. Same
/// rows and seed on the same operating system and processor architecture give the same predictions, bit for bit.
/// </remarks>
public interface IContender
{
    /// <summary>Name in tables and documents.</summary>
    public string Name { get; }

    /// <summary>Fits a model.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="seed">Seed of whatever is drawn.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <returns>A model of rows of the same features; it may also be an <see cref="IExplainedModel"/> and an <see cref="IIntervalModel"/>.</returns>
    /// <exception cref="InvalidDataException">The rows do not determine a model; one clear line.</exception>
    /// <exception cref="ArgumentException">A setting is out of range, or the rows do not fit the contender; one clear line.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default);
}
