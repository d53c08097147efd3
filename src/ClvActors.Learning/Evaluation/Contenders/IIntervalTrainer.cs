using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A trainer whose models can be given intervals, in a fit of its own: searches of parameters do without.</summary>
public interface IIntervalTrainer
{
    /// <summary>Fits intervals around a model's predictions.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="model">What this trainer fitted to the same rows.</param>
    /// <param name="seed">Seed of whatever is drawn.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="InvalidDataException">The rows do not determine a model; one clear line.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IIntervalModel FitIntervals(
        FeatureMatrix features, ReadOnlySpan<double> labels, IRegressor model, int seed, CancellationToken cancellation = default);
}
