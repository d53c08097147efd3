using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Tuning;

/// <summary>Judges a family's parameters on the folds of one table of rows.</summary>
/// <remarks>Immutable; any number of threads may use it.</remarks>
public sealed class CrossValidation
{
    private readonly FeatureMatrix[] _trainFeatures;
    private readonly FeatureMatrix[] _testFeatures;
    private readonly double[][] _trainLabels;
    private readonly double[][] _testLabels;
    private readonly Metric _metric;
    private readonly int _seed;

    /// <summary>Takes rows and folds.</summary>
    /// <param name="features">The training rows; rows that are kept for the final judgement are no part of it.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="folds">The folds, at least one.</param>
    /// <param name="metric">The loss; less must be better.</param>
    /// <param name="seed">Seed that every model is trained with.</param>
    /// <exception cref="ArgumentException">Labels and rows differ in number, or there are no folds.</exception>
    public CrossValidation(FeatureMatrix features, double[] labels, IReadOnlyList<Fold> folds, Metric metric, int seed)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(metric);
        if (labels.Length != features.Rows || folds.Count == 0)
        {
            throw new ArgumentException($"{labels.Length} labels and {folds.Count} folds for {features.Rows} rows", nameof(labels));
        }

        _trainFeatures = [.. folds.Select(fold => features.Take(fold.Train))];
        _testFeatures = [.. folds.Select(fold => features.Take(fold.Test))];
        _trainLabels = [.. folds.Select(fold => fold.Train.Select(row => labels[row]).ToArray())];
        _testLabels = [.. folds.Select(fold => fold.Test.Select(row => labels[row]).ToArray())];
        _metric = metric;
        _seed = seed;
    }

    /// <summary>The losses of a family, for <see cref="RandomSearch"/>.</summary>
    /// <param name="family">The family.</param>
    /// <returns>The loss of a fold; NaN when a prediction is not finite.</returns>
    public FoldLoss LossOf(ModelFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        return (parameters, fold, cancellation) =>
        {
            IRegressor model = family.ToTrainer(parameters).Fit(_trainFeatures[fold], _trainLabels[fold], _seed, cancellation);
            double[] predictions = _testFeatures[fold].Predict(model);
            return predictions.All(double.IsFinite) ? _metric(_testLabels[fold], predictions) : double.NaN;
        };
    }
}
