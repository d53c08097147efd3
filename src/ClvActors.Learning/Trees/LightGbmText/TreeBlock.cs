namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>The block of lines from <c>Tree=7</c> to the blank line that ends it.</summary>
internal static class TreeBlock
{
    internal const string Start = "Tree=";

    /// <summary>Reads the block behind its first line and leaves the cursor on the blank line.</summary>
    internal static DecisionTree Read(ModelLines lines, int index, int featureCount)
    {
        string section = $"tree {index}";
        KeyedLines keys = new(section);
        for (lines.Require(section); lines.Current.Length > 0; lines.Require(section))
        {
            if (!lines.Current.Contains('=', StringComparison.Ordinal))
            {
                throw lines.Refuse($"in {section}, expected key=value");
            }

            keys.Add(lines.Current);
        }

        DecisionTree tree = Interpret(keys);
        return TreeStructure.FindFault(tree, featureCount) is var (key, problem) ? throw keys.Refuse(key, problem) : tree;
    }

    private static DecisionTree Interpret(KeyedLines keys)
    {
        if (keys.Integer("is_linear", 0) != 0)
        {
            throw keys.Refuse("is_linear", "linear trees are not supported");
        }

        int leaves = keys.Integer("num_leaves");
        int sets = keys.Integer("num_cat", 0);
        if (leaves < 1 || sets < 0 || sets >= leaves)
        {
            throw keys.Refuse(leaves < 1 ? "num_leaves" : "num_cat", $"{leaves} leaves with {sets} categorical splits make no tree");
        }

        int splits = leaves - 1;

        // A tree that is a constant carries its value and, from some versions, nothing else.
        bool isConstant = splits == 0;
        int[] boundaries = sets == 0 ? [] : keys.Integers("cat_boundaries", sets + 1);
        return new DecisionTree
        {
            LeafCount = leaves,
            SplitFeature = isConstant ? [] : keys.Integers("split_feature", splits),
            SplitGain = keys.RealsOrZeros("split_gain", splits),
            Threshold = isConstant ? [] : Thresholds(keys, splits),
            DecisionType = isConstant ? [] : keys.Bytes("decision_type", splits),
            LeftChild = isConstant ? [] : keys.Integers("left_child", splits),
            RightChild = isConstant ? [] : keys.Integers("right_child", splits),
            LeafValue = keys.Reals("leaf_value", leaves),
            LeafWeight = keys.RealsOrZeros("leaf_weight", leaves),
            LeafRows = isConstant && keys.Text("leaf_count", "").Length == 0 ? [0] : keys.Integers("leaf_count", leaves),
            InternalValue = keys.RealsOrZeros("internal_value", splits),
            InternalWeight = keys.RealsOrZeros("internal_weight", splits),
            InternalRows = isConstant ? [] : keys.Integers("internal_count", splits),
            CategoryBoundaries = boundaries,
            CategoryBits = sets == 0 ? [] : keys.Words32("cat_threshold", boundaries[^1]),
            Shrinkage = keys.Real("shrinkage", 1),
        };
    }

    // LightGBM 4.6 writes inf where all present values go left and missing ones right. The scorer has missing values as infinity and so
    // needs a finite threshold above every value.
    private static double[] Thresholds(KeyedLines keys, int splits) =>
        Array.ConvertAll(keys.Reals("threshold", splits), threshold => double.IsPositiveInfinity(threshold) ? double.MaxValue : threshold);
}
