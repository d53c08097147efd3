using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>A part fresh from training.</summary>
/// <param name="Part">What it is; its hash is filled in when the bundle is written.</param>
/// <param name="Trees">Its trees.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
internal sealed record TrainedPart(BundlePart Part, TreeEnsemble Trees)
{
    public static TrainedPart Of(
        string role,
        TreeEnsemble trees,
        string link,
        PartOffset offset,
        PartCalibration calibration,
        int rows,
        int models,
        BoostingParameters parameters) =>
        new(
            new BundlePart(
                role,
                BundleFileNames.Trees(role),
                BundlePart.LightGbmText,
                "",
                trees.Trees.Count,
                trees.Objective,
                link,
                offset,
                calibration,
                new PartTraining(rows, models, parameters.Seed, trees.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value))),
            trees);
}
