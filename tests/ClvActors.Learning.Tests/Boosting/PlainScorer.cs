using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>The plain walk over a tree, for numeric splits.</summary>
internal static class PlainScorer
{
    public static double Score(TreeEnsemble model, ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (DecisionTree tree in model.Trees)
        {
            sum += tree.LeafValue[LeafOf(tree, row)];
        }

        return sum;
    }

    public static int LeafOf(DecisionTree tree, ReadOnlySpan<double> row)
    {
        int node = tree.LeafCount == 1 ? ~0 : 0;
        while (node >= 0)
        {
            double value = row[tree.SplitFeature[node]];
            bool missingIsNaN = tree.DecisionType[node] >> 2 == 2;
            if (double.IsNaN(value) && !missingIsNaN)
            {
                value = 0;
            }

            bool left = double.IsNaN(value) ? (tree.DecisionType[node] & 2) != 0 : value <= tree.Threshold[node];
            node = left ? tree.LeftChild[node] : tree.RightChild[node];
        }

        return ~node;
    }
}
