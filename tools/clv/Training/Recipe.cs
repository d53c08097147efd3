using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Training;

namespace ClvActors.CommandLine.Training;

/// <summary>How a bundle is to be trained.</summary>
/// <param name="IsChampion">The champion's recipe, not the reference's.</param>
/// <param name="Features">The features that trees see.</param>
/// <param name="Trees">Parameters of the value's trees.</param>
/// <param name="SplitSeed">Seed of a drawn split.</param>
internal sealed record Recipe(bool IsChampion, FeatureList Features, BoostingParameters Trees, int SplitSeed)
{
    /// <summary>Fewest customers with repeat purchases to train on.</summary>
    public int FewestTrainingCustomers => IsChampion ? Champion.Value.FewestCustomers : BundleTrainer.FewestTrainingCustomers(Trees);

    private ChampionParameters Champion
    {
        get
        {
            ChampionParameters standard = new();
            return standard with { Value = standard.Value with { Trees = Trees } };
        }
    }

    /// <summary>Trains and evaluates.</summary>
    /// <param name="lines">All cleaned lines.</param>
    /// <param name="table">Customers with repeat purchases, from the same lines.</param>
    /// <param name="split">Whom to train on.</param>
    /// <param name="id">Name of the bundle.</param>
    /// <param name="data">What the lines were read from.</param>
    /// <param name="progress">Told the share of the work that is done.</param>
    /// <param name="cancellation">Stops between trees.</param>
    public TrainedBundle Train(
        BatchFeatures lines,
        TrainingTable table,
        TrainingSplit split,
        string id,
        DataFingerprint data,
        IProgress<double> progress,
        CancellationToken cancellation) => IsChampion
        ? ChampionBundleTrainer.Train(lines, table, split, id, data, Champion, Features, progress, cancellation)
        : BundleTrainer.Train(table, split, Trees, id, data, Features, new TreeShare(progress), cancellation);

    private sealed class TreeShare(IProgress<double> progress) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => progress.Report((double)value.Iteration / value.Iterations);
    }
}
