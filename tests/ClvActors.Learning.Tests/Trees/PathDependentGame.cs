using System.Numerics;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>Shapley values by enumeration of all coalitions of features: exponential, and nothing but the definition.</summary>
internal sealed class PathDependentGame
{
    private readonly double[] _value;
    private readonly int _features;

    internal PathDependentGame(TreeEnsemble ensemble, double[] row)
    {
        _features = row.Length;
        _value = new double[1 << _features];
        for (int coalition = 0; coalition < _value.Length; coalition++)
        {
            foreach (DecisionTree tree in ensemble.Trees)
            {
                _value[coalition] += Expectation(tree, row, coalition, tree.LeafCount == 1 ? ~0 : 0);
            }
        }
    }

    internal double ExpectedValue => _value[0];

    internal double Contribution(int feature)
    {
        double sum = 0;
        for (int coalition = 0; coalition < _value.Length; coalition++)
        {
            if ((coalition & (1 << feature)) == 0)
            {
                int size = BitOperations.PopCount((uint)coalition);
                double weight = Factorial(size) * Factorial(_features - size - 1) / Factorial(_features);
                sum += weight * (_value[coalition | (1 << feature)] - _value[coalition]);
            }
        }

        return sum;
    }

    internal double Interaction(int first, int second)
    {
        if (first == second)
        {
            return Contribution(first) - Enumerable.Range(0, _features).Where(other => other != first).Sum(other => Interaction(first, other));
        }

        double sum = 0;
        int pair = (1 << first) | (1 << second);
        for (int coalition = 0; coalition < _value.Length; coalition++)
        {
            if ((coalition & pair) == 0)
            {
                int size = BitOperations.PopCount((uint)coalition);
                double weight = Factorial(size) * Factorial(_features - size - 2) / (2 * Factorial(_features - 1));
                sum += weight * (_value[coalition | pair] - _value[coalition | (1 << first)] - _value[coalition | (1 << second)] + _value[coalition]);
            }
        }

        return sum;
    }

    private static double Expectation(DecisionTree tree, double[] row, int coalition, int node)
    {
        if (node < 0)
        {
            return tree.LeafValue[~node];
        }

        int feature = tree.SplitFeature[node];
        double left = Expectation(tree, row, coalition, tree.LeftChild[node]);
        double right = Expectation(tree, row, coalition, tree.RightChild[node]);
        if ((coalition & (1 << feature)) != 0)
        {
            return PlainTree.GoesLeft(tree, node, row[feature]) ? left : right;
        }

        double leftRows = PlainTree.Rows(tree, tree.LeftChild[node]);
        double rightRows = PlainTree.Rows(tree, tree.RightChild[node]);
        return leftRows + rightRows == 0 ? (left + right) / 2 : ((leftRows * left) + (rightRows * right)) / (leftRows + rightRows);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
