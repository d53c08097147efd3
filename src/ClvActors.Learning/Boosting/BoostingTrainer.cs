using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Boosting.Validation;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Boosting;

/// <summary>Trains gradient-boosted trees as LightGBM does: histograms, leaf-wise growth, its parameters and its random draws.</summary>
/// <remarks>
/// Same data, parameters, operating system and processor architecture give the same model, bit for bit. One call uses one thread; any number of calls may
/// run at once. The loop follows https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt.cpp.
/// </remarks>
public static class BoostingTrainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="data">The training data. NaN is a missing value: a split learns where it goes.</param>
    /// <param name="parameters">The parameters; without early stopping, which needs a validation set.</param>
    /// <param name="objective">The loss; squared error when null.</param>
    /// <param name="progress">Told after each tree, before the next one is begun.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <returns>
    /// The model, its first tree holding the score that boosting began with. It has fewer trees than asked for when no split gains any more, and a single
    /// constant tree when no split is possible at all: too few rows, constant features or equal labels. Initial scores are not part of it.
    /// </returns>
    /// <exception cref="ArgumentException">A parameter is out of range, or a label is not one for the objective.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static TreeEnsemble Train(
        TrainingData data,
        BoostingParameters parameters,
        IObjective? objective = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        if (parameters.EarlyStoppingRounds > 0)
        {
            throw new ArgumentException("early_stopping_round needs a validation set", nameof(parameters));
        }

        BoostingRun run = new(data, parameters, objective ?? SquaredErrorObjective.Instance, cancellation);
        while (run.Trees < parameters.Iterations && !run.HasOnlyConstant)
        {
            cancellation.ThrowIfCancellationRequested();
            int leaves = run.Next(validation: null);
            if (leaves == 1)
            {
                break;
            }

            progress?.Report(new BoostingProgress(run.Trees, parameters.Iterations, leaves));
        }

        return run.Model(run.Trees);
    }

    /// <summary>Trains a model, measures it after every tree on rows that it does not learn from, and stops early when the parameters ask for that.</summary>
    /// <remarks>
    /// An iteration is better when its metric is better by more than <c>early_stopping_min_delta</c>; after <c>early_stopping_round</c> iterations without a
    /// better one training stops and the model keeps the trees up to the best. It is cut there also when the iterations ran out first, as by
    /// LightGBM's Python package; LightGBM's command line keeps all trees then. Without <c>early_stopping_round</c> the model has all trees.
    /// </remarks>
    /// <param name="data">The training data. NaN is a missing value: a split learns where it goes.</param>
    /// <param name="validation">What to measure on. A missing value of a feature that had none in training counts as 0.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="objective">The loss; squared error when null.</param>
    /// <param name="progress">Told after each tree with its metric, before the next one is begun.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <returns>The model with its best iteration and the metric of every one.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter is out of range, a label is not one for the objective, the validation set has other features than the training data, only one of the two
    /// has initial scores, or there is no metric.
    /// </exception>
    /// <exception cref="ArithmeticException">The metric was not a finite number after any iteration.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static ValidatedModel Train(
        TrainingData data,
        ValidationSet validation,
        BoostingParameters parameters,
        IObjective? objective = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        objective ??= SquaredErrorObjective.Instance;
        BoostingRun run = new(data, parameters, objective, cancellation);
        ValidationScores scores = new(validation, data, run.Binned, objective, run.Bias);
        EarlyStopping stopping = new(parameters.EarlyStoppingRounds, parameters.EarlyStoppingMinimumDelta, scores.Metric.HigherIsBetter);
        bool stops = false;
        while (run.Trees < parameters.Iterations && !run.HasOnlyConstant && !stops)
        {
            cancellation.ThrowIfCancellationRequested();
            int leaves = run.Next(scores);
            if (leaves == 1)
            {
                break;
            }

            double score = scores.Measure();
            stops = stopping.Stops(score);
            progress?.Report(new BoostingProgress(run.Trees, parameters.Iterations, leaves, score));
        }

        if (run.Trees == 0)
        {
            scores.Add(run.Bias == 0 ? run.Constant : 0);
            stopping.Stops(scores.Measure());
        }

        int best = stopping.BestIteration;
        if (best == 0)
        {
            throw new ArithmeticException($"the metric '{scores.Metric.Name}' was not a finite number after any iteration");
        }

        int kept = parameters.EarlyStoppingRounds > 0 ? Math.Min(best, run.Trees) : run.Trees;
        return new ValidatedModel(run.Model(kept), scores.Metric.Name, best, stopping.Scores[best - 1], stops, stopping.Scores);
    }
}
