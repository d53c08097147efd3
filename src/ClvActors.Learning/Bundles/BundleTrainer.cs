using System.Reflection;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Bundles;

/// <summary>Trains a value model on one side of a split, evaluates it on the other and describes both.</summary>
/// <remarks>Same input, operating system and processor architecture give the same model and manifest, bit for bit. Safe from any number of threads.</remarks>
public static class BundleTrainer
{
    /// <summary>Fewest test customers: one per decile.</summary>
    public const int FewestTestCustomers = 10;

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
    /// <exception cref="InvalidDataException">There are too few customers on a side; the message says which.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static TrainedModel Train(
        TrainingTable table,
        TrainingSplit split,
        BoostingParameters parameters,
        string id,
        DataFingerprint data,
        FeatureList? features = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        if (!BundleManifest.IsValidId(id))
        {
            throw new ArgumentException($"'{id}' is no id of a bundle", nameof(id));
        }

        RequireCustomers(split.Train.Count, FewestTrainingCustomers(parameters), "training");
        RequireCustomers(split.Test.Count, FewestTestCustomers, "test");

        features ??= FeatureSet.Reference;
        double[][] columns = [.. Enumerable.Range(0, features.Count).Select(feature => split.Train.Select(row => table.Features[row][feature]).ToArray())];
        double[] trainLabels = [.. split.Train.Select(row => table.Labels[row].ToDouble())];
        TrainingData trainingData = new(features.Names, columns, [.. trainLabels.Select(LogTransform.ToScore)]);
        TreeEnsemble model = BoostingTrainer.Train(trainingData, parameters, progress: progress, cancellation: cancellation);

        TreeScorer scorer = new(model);
        double[] actual = [.. split.Test.Select(row => table.Labels[row].ToDouble())];
        double[] predicted = [.. split.Test.Select(row => LogTransform.ToValue(scorer.Score(table.Features[row].Values[..features.Count])))];
        double[] mean = new double[actual.Length];
        Array.Fill(mean, trainLabels.Average());
        BundleManifest manifest = new()
        {
            FormatVersion = BundleManifest.CurrentFormatVersion,
            Id = id,
            CreatedBy = $"ClvActors {Assembly.GetExecutingAssembly().GetName().Version}",
            Model = new BundleModelFile(BundleFileNames.Model, BundleModelFile.LightGbmText, "", model.Trees.Count),
            FeatureSet = new BundleFeatureSet(features.Name, features.Version),
            Transform = LogTransform.Name,
            InitialScoreOffset = 0,
            HorizonDays = table.HorizonDays,
            ColdStart = new ColdStartRule(ColdStartRule.TrainingMedian, ColdStartRule.ModelFromPurchases, Median([.. split.Train.Select(row => table.Labels[row])])),
            CleaningRules = LineCleaner.RulesName,
            AsOf = table.AsOf,
            Data = data,
            Training = new TrainingRecord(
                split.Train.Count,
                split.Test.Count,
                split.Origin,
                parameters.Seed,
                model.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value)),
            Metrics = RegressionMetrics.Of(actual, predicted),
            BaselineMetrics = RegressionMetrics.Of(actual, mean),
            Deciles = DecileTable.Of(actual, predicted),
            FeatureDistributions = [.. features.Names.Select((name, feature) => FeatureDistribution.Of(name, columns[feature]))],
        };
        return new TrainedModel(manifest, model);
    }

    /// <summary>Fewest training customers with which a tree can split at all.</summary>
    public static int FewestTrainingCustomers(BoostingParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Math.Max(2, 2 * parameters.MinimumRowsInLeaf);
    }

    // In ten-thousandths, so that the mean of the two middle labels is rounded once.
    private static double Median(Money[] labels)
    {
        Array.Sort(labels);
        long lower = labels[(labels.Length - 1) / 2].TenThousandths;
        long upper = labels[labels.Length / 2].TenThousandths;
        return (lower + upper) / (2.0 * Money.PerUnit);
    }

    private static void RequireCustomers(int count, int fewest, string side)
    {
        if (count < fewest)
        {
            throw new InvalidDataException($"there are {count} {side} customers with at least {ColdStartRule.ModelFromPurchases} purchases in the window, expected at least {fewest}");
        }
    }
}
