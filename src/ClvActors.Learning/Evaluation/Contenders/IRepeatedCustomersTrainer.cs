using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A trainer that wants to know which rows are of one customer at several dates: what it calibrates by folds must not be split within a customer.</summary>
public interface IRepeatedCustomersTrainer : IRegressionTrainer
{
    /// <summary>Fits a model.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="customers">Number of each row's customer, rows of later dates behind those of earlier ones.</param>
    /// <param name="seed">Seed of whatever is drawn.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="InvalidDataException">The rows do not determine a model; one clear line.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IRegressor Fit(
        FeatureMatrix features, ReadOnlySpan<double> labels, ReadOnlySpan<int> customers, int seed, CancellationToken cancellation = default);
}
