namespace ClvActors.Learning.Trees;

/// <summary>Checks that a tree can be walked: array lengths, child and feature indexes, category sets, finite numbers.</summary>
/// <remarks>Everything behind it (scorer, explainer, writer) relies on these checks and indexes without further ones.</remarks>
internal static class TreeStructure
{
    /// <summary>The first fault of a tree.</summary>
    /// <returns>LightGBM's key and what is wrong with it, or null for a sound tree.</returns>
    internal static (string Key, string Problem)? FindFault(DecisionTree tree, int featureCount)
    {
        if (tree.LeafCount < 1)
        {
            return ("num_leaves", $"a tree has at least one leaf, not {tree.LeafCount}");
        }

        return FindLengthFault(tree) ?? FindCategoryFault(tree) ?? FindValueFault(tree, featureCount) ?? FindChildFault(tree);
    }

    private static (string Key, string Problem)? FindLengthFault(DecisionTree tree)
    {
        int leaves = tree.LeafCount;
        int splits = leaves - 1;
        ReadOnlySpan<(string Key, int Length, int Expected)> lengths =
        [
            ("split_feature", tree.SplitFeature.Length, splits), ("split_gain", tree.SplitGain.Length, splits),
            ("threshold", tree.Threshold.Length, splits), ("decision_type", tree.DecisionType.Length, splits),
            ("left_child", tree.LeftChild.Length, splits), ("right_child", tree.RightChild.Length, splits),
            ("leaf_value", tree.LeafValue.Length, leaves), ("leaf_weight", tree.LeafWeight.Length, leaves),
            ("leaf_count", tree.LeafRows.Length, leaves), ("internal_value", tree.InternalValue.Length, splits),
            ("internal_weight", tree.InternalWeight.Length, splits), ("internal_count", tree.InternalRows.Length, splits),
        ];
        foreach ((string key, int length, int expected) in lengths)
        {
            if (length != expected)
            {
                return (key, $"{length} values where a tree of {leaves} leaves has {expected}");
            }
        }

        return null;
    }

    private static (string Key, string Problem)? FindCategoryFault(DecisionTree tree)
    {
        int[] boundaries = tree.CategoryBoundaries;
        if (boundaries.Length == 0)
        {
            return tree.CategoryBits.Length == 0 ? null : ("cat_threshold", "category sets without cat_boundaries");
        }

        if (boundaries[0] != 0 || boundaries[^1] != tree.CategoryBits.Length)
        {
            return ("cat_boundaries", $"must lead from 0 to the {tree.CategoryBits.Length} words of cat_threshold");
        }

        for (int index = 1; index < boundaries.Length; index++)
        {
            if (boundaries[index] < boundaries[index - 1])
            {
                return ("cat_boundaries", $"falls from {boundaries[index - 1]} to {boundaries[index]}");
            }
        }

        return null;
    }

    private static (string Key, string Problem)? FindValueFault(DecisionTree tree, int featureCount)
    {
        int sets = Math.Max(0, tree.CategoryBoundaries.Length - 1);
        for (int node = 0; node < tree.LeafCount - 1; node++)
        {
            if ((uint)tree.SplitFeature[node] >= (uint)featureCount)
            {
                return ("split_feature", $"feature {tree.SplitFeature[node]} of a model with {featureCount} features");
            }

            byte decision = tree.DecisionType[node];
            double threshold = tree.Threshold[node];
            if (decision > SplitDecision.Largest)
            {
                return ("decision_type", $"unknown decision type {decision}");
            }

            if (SplitDecision.IsCategorical(decision))
            {
                if (!(threshold >= 0 && threshold < sets && threshold == Math.Floor(threshold)))
                {
                    return ("threshold", $"category set {threshold} of a tree with {sets}");
                }
            }
            else if (!double.IsFinite(threshold))
            {
                return ("threshold", $"the threshold of node {node} is not finite");
            }

            if (tree.InternalRows[node] < 0)
            {
                return ("internal_count", $"the count of node {node} is negative");
            }
        }

        for (int leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            if (!double.IsFinite(tree.LeafValue[leaf]))
            {
                return ("leaf_value", $"the value of leaf {leaf} is not finite");
            }

            if (tree.LeafRows[leaf] < 0)
            {
                return ("leaf_count", $"the count of leaf {leaf} is negative");
            }
        }

        return double.IsFinite(tree.Shrinkage) ? null : ("shrinkage", "is not finite");
    }

    private static (string Key, string Problem)? FindChildFault(DecisionTree tree)
    {
        int splits = tree.LeafCount - 1;
        var nodeSeen = new bool[splits];
        var leafSeen = new bool[tree.LeafCount];
        for (int node = 0; node < splits; node++)
        {
            if (Visit("left_child", tree.LeftChild[node]) is { } left)
            {
                return left;
            }

            if (Visit("right_child", tree.RightChild[node]) is { } right)
            {
                return right;
            }
        }

        // Every node but the root has now exactly one parent (2 * splits children, all different); what is left to exclude is a
        // cycle apart from the root, which a walk from the root does not reach.
        return splits == 0 || CountReached(tree) == splits ? null : ("left_child", "some nodes are in a cycle and cannot be reached from the root");

        (string Key, string Problem)? Visit(string key, int child)
        {
            bool isLeaf = child < 0;
            int index = isLeaf ? ~child : child;
            bool[] seen = isLeaf ? leafSeen : nodeSeen;
            if (index >= seen.Length || (!isLeaf && index == 0))
            {
                return (key, $"child {child} in a tree of {tree.LeafCount} leaves");
            }

            if (seen[index])
            {
                return (key, $"child {child} has two parents");
            }

            seen[index] = true;
            return null;
        }
    }

    private static int CountReached(DecisionTree tree)
    {
        var pending = new Stack<int>([0]);
        int reached = 0;
        while (pending.TryPop(out int node))
        {
            reached++;
            if (tree.LeftChild[node] >= 0)
            {
                pending.Push(tree.LeftChild[node]);
            }

            if (tree.RightChild[node] >= 0)
            {
                pending.Push(tree.RightChild[node]);
            }
        }

        return reached;
    }
}
