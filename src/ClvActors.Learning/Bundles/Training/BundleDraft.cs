using System.Reflection;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>What the manifests of all recipes have in common.</summary>
internal static class BundleDraft
{
    /// <summary>Fewest test customers: one per decile.</summary>
    public const int FewestTestCustomers = 10;

    /// <summary>Refuses what no bundle can be trained from.</summary>
    /// <exception cref="ArgumentException">The id is not one.</exception>
    /// <exception cref="InvalidDataException">There are too few customers on a side, or the training customers spent nothing; the message says which.</exception>
    public static void Check(string id, TrainingTable table, TrainingSplit split, int fewestTrainingCustomers)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        if (!BundleManifest.IsValidId(id))
        {
            throw new ArgumentException($"'{id}' is no id of a bundle", nameof(id));
        }

        RequireCustomers(split.Train.Count, fewestTrainingCustomers, "training");
        RequireCustomers(split.Test.Count, FewestTestCustomers, "test");
        if (split.Train.All(row => table.Labels[row] == Money.Zero))
        {
            throw new InvalidDataException(
                $"no training customer spent anything in the {table.HorizonDays} days after {table.AsOf:yyyy-MM-dd}, there is nothing to learn from");
        }
    }

    /// <summary>A manifest with its value part, judged on the test customers.</summary>
    /// <param name="recipe">One of <see cref="TrainingRecipe.All"/>.</param>
    /// <param name="id">Name of the bundle.</param>
    /// <param name="table">Features and labels.</param>
    /// <param name="split">Training and test rows.</param>
    /// <param name="data">What the table was made from.</param>
    /// <param name="features">The features that were trained on.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="predict">The value of a customer.</param>
    public static BundleManifest Of(
        string recipe,
        string id,
        TrainingTable table,
        TrainingSplit split,
        DataFingerprint data,
        FeatureList features,
        IReadOnlyList<TrainedPart> parts,
        Func<FeatureVector, double> predict)
    {
        double[] actual = [.. split.Test.Select(row => table.Labels[row].ToDouble())];
        double[] predicted = [.. split.Test.Select(row => predict(table.Features[row]))];
        double[] mean = new double[actual.Length];
        Array.Fill(mean, split.Train.Average(row => table.Labels[row].ToDouble()));
        return new BundleManifest
        {
            FormatVersion = BundleManifest.CurrentFormatVersion,
            Id = id,
            CreatedBy = $"ClvActors {Assembly.GetExecutingAssembly().GetName().Version}",
            Recipe = recipe,
            Parts = [.. parts.Select(part => part.Part)],
            FeatureSet = new BundleFeatureSet(features.Name, features.Version),
            HorizonDays = table.HorizonDays,
            ColdStart = new ColdStartRule(ColdStartRule.TrainingMedian, ColdStartRule.ModelFromPurchases, MedianLabel(table, split)),
            CleaningRules = LineCleaner.RulesName,
            AsOf = table.AsOf,
            Data = data,
            Training = new TrainingRecord(split.Train.Count, split.Test.Count, split.Origin),
            Metrics = RegressionMetrics.Of(actual, predicted),
            BaselineMetrics = RegressionMetrics.Of(actual, mean),
            Deciles = DecileTable.Of(actual, predicted),
            FeatureDistributions =
            [
                .. features.Names.Select((name, feature) => FeatureDistribution.Of(name, split.Train.Select(row => table.Features[row][feature]).ToArray())),
            ],
        };
    }

    /// <summary>The median label of the training customers.</summary>
    public static double MedianLabel(TrainingTable table, TrainingSplit split)
    {
        Money[] labels = [.. split.Train.Select(row => table.Labels[row])];
        Array.Sort(labels);

        // In ten-thousandths, so that the mean of the two middle labels is rounded once.
        return (labels[(labels.Length - 1) / 2].TenThousandths + labels[labels.Length / 2].TenThousandths) / (2.0 * Money.PerUnit);
    }

    private static void RequireCustomers(int count, int fewest, string side)
    {
        if (count < fewest)
        {
            throw new InvalidDataException($"there are {count} {side} customers with at least {ColdStartRule.ModelFromPurchases} purchases in the window, expected at least {fewest}");
        }
    }
}
