using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.ValueModels;

/// <summary>Trains the champion's value part on customers with repeat purchases.</summary>
/// <remarks>
/// Two pairs of buy-till-you-die models are fitted on the training rows; then trees learn, by absolute error on log(1 + label), what those leave over.
/// Same rows in the same order, parameters, operating system and processor architecture give the same model, bit for bit. One call uses one thread; any number may run at once.
/// </remarks>
public static class OffsetBoostingTrainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="features">One whole feature vector per customer, as of one date; every customer with at least two invoices.</param>
    /// <param name="labels">What each spent over the horizon after that date, in whole units of currency; 0 or more and finite.</param>
    /// <param name="horizonDays">Days that the labels cover, at least 1.</param>
    /// <param name="parameters">The settings; the champion's when null.</param>
    /// <param name="inputs">The features that the trees see beside the derived inputs; all of them when null.</param>
    /// <param name="progress">Told after each tree; iterations are counted over all models.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or features and labels do not fit; one clear line.</exception>
    /// <exception cref="InvalidDataException">There are too few customers, all labels are 0, or the purchases do not determine a fit; one clear line.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static ValueModelFit Train(
        FeatureMatrix features,
        ReadOnlySpan<double> labels,
        int horizonDays,
        OffsetBoostingParameters? parameters = null,
        FeatureList? inputs = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        parameters ??= new OffsetBoostingParameters();
        parameters.Validate();
        Check(features, labels, horizonDays, parameters);
        OffsetStage stage = OffsetStage.Fit(features, horizonDays, parameters, cancellation);
        TrainingData data = stage.ToTrainingData(inputs ?? FeatureSet.Behaviour, ToScores(labels));
        TreeEnsemble trees = TrainMean(data, parameters.Trees, parameters.Models, AbsoluteErrorObjective.Instance, progress, cancellation);
        return new ValueModelFit(new ValueModel(stage.Derived, stage.Offset, trees), stage.Invoices, stage.PurchaseDays);
    }

    /// <summary>Trains models with consecutive seeds and takes their mean.</summary>
    internal static TreeEnsemble TrainMean(
        TrainingData data,
        BoostingParameters parameters,
        int models,
        IObjective objective,
        IProgress<BoostingProgress>? progress,
        CancellationToken cancellation)
    {
        TreeEnsemble[] trained = new TreeEnsemble[models];
        for (int model = 0; model < models; model++)
        {
            trained[model] = BoostingTrainer.Train(
                data,
                parameters with { Seed = unchecked(parameters.Seed + model) },
                objective,
                progress is null ? null : new ModelProgress(progress, model, models),
                cancellation);
        }

        return EnsembleMean.Of(trained);
    }

    internal static double[] ToScores(ReadOnlySpan<double> labels)
    {
        double[] scores = new double[labels.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = LogTransform.ToScore(labels[row]);
        }

        return scores;
    }

    private static void Check(FeatureMatrix features, ReadOnlySpan<double> labels, int horizonDays, OffsetBoostingParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        TrainingInput.CheckLabels(features, labels);
        if (features.Columns != FeatureSet.Count)
        {
            throw new ArgumentException($"a row has {features.Columns} features, the whole vector {FeatureSet.Count}", nameof(features));
        }

        int negative = labels.IndexOfAnyInRange(double.NegativeInfinity, -double.Epsilon);
        if (negative >= 0)
        {
            throw new ArgumentException($"label of row {negative} is {labels[negative]}, spend is 0 or more", nameof(labels));
        }

        if (features.Rows < parameters.FewestCustomers)
        {
            throw new InvalidDataException($"there are {features.Rows} customers to train on, expected at least {parameters.FewestCustomers}");
        }

        if (!labels.ContainsAnyExcept(0))
        {
            throw new InvalidDataException("no training customer spent anything over the horizon, there is nothing to learn from");
        }
    }

    private sealed class ModelProgress(IProgress<BoostingProgress> all, int model, int models) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => all.Report(
            value with { Iteration = (model * value.Iterations) + value.Iteration, Iterations = models * value.Iterations });
    }
}
