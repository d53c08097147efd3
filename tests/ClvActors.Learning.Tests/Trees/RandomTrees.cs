using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>Trees of every kind the format allows, grown leaf by leaf from a seed.</summary>
internal static class RandomTrees
{
    private static readonly double[] Values =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e-36, -1e-36, 1e-35f, 2e-35, -0.5, -1, -3.7, 0.5, 1, 1.5, 2, 3, 31, 32, 63, 64, 70.2, 3e9, -3e9];

    internal static TreeEnsemble Ensemble(Random random, int features, int trees, int leaves) => new()
    {
        FeatureNames = [.. Enumerable.Range(0, features).Select(index => $"f{index}")],
        FeatureInfos = [.. Enumerable.Repeat("none", features)],
        Objective = "regression",
        Trees = [.. Enumerable.Range(0, trees).Select(_ => Tree(random, features, random.Next(1, leaves + 1)))],
    };

    internal static double[] Row(Random random, int features) => [.. Enumerable.Range(0, features).Select(_ => Value(random))];

    internal static DecisionTree Tree(Random random, int features, int leaves) => Grow(random, leaves, 5_000, _ => random.Next(features), (count, _) => random.Next(count));

    /// <summary>A chain: every split but the last has a leaf at one side.</summary>
    internal static DecisionTree Chain(Random random, int features, int depth) =>
        Grow(random, depth + 1, 1 << 30, split => split % features, (_, last) => last);

    private static double Value(Random random) => random.Next(3) == 0 ? Math.Round(random.NextDouble() * 8, 1) : Values[random.Next(Values.Length)];

    private static DecisionTree Grow(Random random, int leaves, int rows, Func<int, int> feature, Func<int, int, int> leafToSplit)
    {
        int splits = leaves - 1;
        var left = new int[splits];
        var right = new int[splits];
        var leafRows = new int[leaves];
        var parentOf = new int[leaves];
        var splitFeature = new int[splits];
        var internalRows = new int[splits];
        var threshold = new double[splits];
        var decision = new byte[splits];
        List<uint> bits = [];
        List<int> boundaries = [0];
        leafRows[0] = rows;
        int last = 0;
        for (int split = 0; split < splits; split++)
        {
            int leaf = leafToSplit(split + 1, last);
            if (split > 0)
            {
                int[] side = left[parentOf[leaf]] == ~leaf ? left : right;
                side[parentOf[leaf]] = split;
            }

            (left[split], right[split]) = (~leaf, ~(split + 1));
            (parentOf[leaf], parentOf[split + 1]) = (split, split);
            internalRows[split] = leafRows[leaf];

            // Usually a small part goes to one side, so that chains keep rows to their end; few rows end in leaves without any.
            int part = (int)(leafRows[leaf] * (0.02 + (0.2 * random.NextDouble())));
            bool partIsLeft = random.Next(2) == 0;
            (leafRows[leaf], leafRows[split + 1]) = partIsLeft ? (part, leafRows[leaf] - part) : (leafRows[leaf] - part, part);
            last = partIsLeft ? split + 1 : leaf;
            splitFeature[split] = feature(split);
            bool categorical = random.Next(4) == 0;
            decision[split] = SplitDecision.Encode(categorical, random.Next(2) == 0, (MissingType)random.Next(3));
            threshold[split] = categorical ? boundaries.Count - 1 : random.Next(5) == 0 ? 0 : Math.Round(random.NextDouble() * 6, 1);
            if (categorical)
            {
                bits.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => (uint)random.NextInt64(1L << 32)));
                boundaries.Add(bits.Count);
            }
        }

        return new DecisionTree
        {
            LeafCount = leaves,
            SplitFeature = splitFeature,
            Threshold = threshold,
            DecisionType = decision,
            LeftChild = left,
            RightChild = right,
            SplitGain = [.. Enumerable.Range(0, splits).Select(_ => random.Next(8) == 0 ? 0 : random.NextDouble() * 1e7)],
            LeafValue = [.. Enumerable.Range(0, leaves).Select(_ => (random.NextDouble() * 4) - 2)],
            LeafWeight = [.. leafRows.Select(count => count * 0.25)],
            LeafRows = leafRows,
            InternalValue = [.. Enumerable.Range(0, splits).Select(_ => random.NextDouble() - 0.5)],
            InternalWeight = [.. internalRows.Select(count => count * 0.25)],
            InternalRows = internalRows,
            CategoryBoundaries = boundaries.Count > 1 ? [.. boundaries] : [],
            CategoryBits = [.. bits],
            Shrinkage = 0.05,
        };
    }
}
