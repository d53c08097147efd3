using ClvActors.Learning.Trees;

namespace ClvActors.Learning.ValueModels;

/// <summary>Makes the mean of several tree models one model: all their trees, every value divided by their number.</summary>
/// <remarks>The result is a plain ensemble whose sum is the mean, so any reader of LightGBM's format scores and explains it. Safe on any thread.</remarks>
internal static class EnsembleMean
{
    /// <param name="models">At least one, over the same features.</param>
    public static TreeEnsemble Of(IReadOnlyList<TreeEnsemble> models) => models.Count == 1 ? models[0] : new()
    {
        FeatureNames = models[0].FeatureNames,
        FeatureInfos = models[0].FeatureInfos,
        Objective = models[0].Objective,
        Trees = [.. models.SelectMany(model => model.Trees).Select(tree => Divide(tree, models.Count))],
        Parameters = models[0].Parameters,
    };

    private static DecisionTree Divide(DecisionTree tree, double by) => new()
    {
        LeafCount = tree.LeafCount,
        SplitFeature = tree.SplitFeature,
        Threshold = tree.Threshold,
        DecisionType = tree.DecisionType,
        LeftChild = tree.LeftChild,
        RightChild = tree.RightChild,
        SplitGain = tree.SplitGain,
        LeafValue = [.. tree.LeafValue.Select(value => value / by)],
        LeafWeight = tree.LeafWeight,
        LeafRows = tree.LeafRows,
        InternalValue = [.. tree.InternalValue.Select(value => value / by)],
        InternalWeight = tree.InternalWeight,
        InternalRows = tree.InternalRows,
        CategoryBoundaries = tree.CategoryBoundaries,
        CategoryBits = tree.CategoryBits,
        Shrinkage = tree.Shrinkage / by,
    };
}
