using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>LightGBM's decisions written down one by one: the slow scorer that the fast one is compared with.</summary>
internal static class PlainTree
{
    internal static double Score(TreeEnsemble ensemble, double[] row)
    {
        double sum = 0;
        foreach (DecisionTree tree in ensemble.Trees)
        {
            int node = tree.LeafCount == 1 ? ~0 : 0;
            while (node >= 0)
            {
                node = GoesLeft(tree, node, row[tree.SplitFeature[node]]) ? tree.LeftChild[node] : tree.RightChild[node];
            }

            sum += tree.LeafValue[~node];
        }

        return sum;
    }

    internal static bool GoesLeft(DecisionTree tree, int node, double value)
    {
        int decision = tree.DecisionType[node];
        if ((decision & 1) != 0)
        {
            if (double.IsNaN(value) || value >= 2147483648.0 || value <= -2147483649.0 || (int)value < 0)
            {
                return false;
            }

            int category = (int)value;
            int set = (int)tree.Threshold[node];
            int word = tree.CategoryBoundaries[set] + (category / 32);
            return word < tree.CategoryBoundaries[set + 1] && (tree.CategoryBits[word] & (1u << (category % 32))) != 0;
        }

        int missing = decision >> 2;
        if (double.IsNaN(value) && missing != 2)
        {
            value = 0;
        }

        bool isMissing = missing == 1 ? value >= -1e-35f && value <= 1e-35f : missing == 2 && double.IsNaN(value);
        return isMissing ? (decision & 2) != 0 : value <= tree.Threshold[node];
    }

    internal static int Rows(DecisionTree tree, int node) => node < 0 ? tree.LeafRows[~node] : tree.InternalRows[node];
}
