using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Bundles;

/// <summary>Trains the reference recipe: trees on the logarithm of the spend of customers with repeat purchases, a constant for everyone else.</summary>
/// <remarks>Same input, operating system and processor architecture give the same model and manifest, bit for bit. Safe from any number of threads.</remarks>
public static class BundleTrainer
{
    /// <summary>Fewest test customers: one per decile.</summary>
    public const int FewestTestCustomers = BundleDraft.FewestTestCustomers;

    /// <summary>Trains and evaluates.</summary>
    /// <param name="table">Features and labels.</param>
    /// <param name="split">Which rows to train on.</param>
    /// <param name="parameters">The trainer's parameters.</param>
    /// <param name="id">Name of the bundle.</param>
    /// <param name="data">What the table was made from.</param>
    /// <param name="features">Which features to train on; the reference set when not given.</param>
    /// <param name="progress">Told after each tree.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">A parameter is out of range or the id is not one; the message names it.</exception>
    /// <exception cref="InvalidDataException">There are too few customers on a side, or they spent nothing; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static TrainedBundle Train(
        TrainingTable table,
        TrainingSplit split,
        BoostingParameters parameters,
        string id,
        DataFingerprint data,
        FeatureList? features = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        BundleDraft.Check(id, table, split, FewestTrainingCustomers(parameters));
        features ??= FeatureSet.Reference;
        double[][] columns = [.. Enumerable.Range(0, features.Count).Select(feature => split.Train.Select(row => table.Features[row][feature]).ToArray())];
        TrainingData training = new(features.Names, columns, [.. split.Train.Select(row => LogTransform.ToScore(table.Labels[row].ToDouble()))]);
        TreeEnsemble trees = BoostingTrainer.Train(training, parameters, SquaredErrorObjective.Instance, progress, cancellation);
        TreeScorer scorer = new(trees);
        TrainedPart part = TrainedPart.Of(
            PartRole.Value,
            trees,
            PartLink.ExpMinusOne,
            new PartOffset(PartOffset.None, 0),
            new PartCalibration(PartCalibration.None),
            split.Train.Count,
            1,
            parameters);
        BundleManifest manifest = BundleDraft.Of(
            TrainingRecipe.Reference,
            id,
            table,
            split,
            data,
            features,
            [part],
            customer => LogTransform.ToValue(scorer.Score(customer.Values[..features.Count])));
        return new TrainedBundle(manifest, [trees]);
    }

    /// <summary>Fewest training customers with which a tree can split at all.</summary>
    public static int FewestTrainingCustomers(BoostingParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Math.Max(2, 2 * parameters.MinimumRowsInLeaf);
    }
}
