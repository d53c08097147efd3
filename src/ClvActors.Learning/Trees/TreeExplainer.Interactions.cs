using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using ClvActors.Learning.Trees.Explanation;

namespace ClvActors.Learning.Trees;

public sealed partial class TreeExplainer
{
    /// <summary>How much of each feature's contribution comes from acting together with each other feature.</summary>
    /// <param name="row">One value per feature of the ensemble, in its order; NaN is missing.</param>
    /// <param name="matrix">
    /// Filled with <see cref="FeatureCount"/> rows of <see cref="FeatureCount"/> values. Symmetric: a pair's interaction stands half at
    /// (i, j) and half at (j, i). The diagonal holds what a feature does alone, so that each row adds up to the feature's contribution.
    /// </param>
    /// <remarks>Source: Lundberg et al. 2018, section "SHAP interaction values" (the Shapley interaction index of Fujimoto et al. 2006, halved).</remarks>
    /// <exception cref="ArgumentException">The row has not <see cref="FeatureCount"/> values, or the result not their square.</exception>
    public void InteractionValues(ReadOnlySpan<double> row, Span<double> matrix)
    {
        int features = FeatureCount;
        if (row.Length != features || matrix.Length != (long)features * features)
        {
            ThrowWrongMatrix(row.Length, matrix.Length, features);
        }

        ExplanationWorkspace work = Rent(row);
        matrix.Clear();
        int leaf = 0;
        work.LastLeaf.AsSpan(0, features).Clear();
        foreach (PathTree tree in _trees)
        {
            QuadratureRule rule = RuleFor(tree);
            Descend(tree, rule, work);
            for (int position = 1; position < tree.Nodes.Length; position++)
            {
                if (tree.Nodes[position].Right == 0)
                {
                    AddPairs(tree, rule, work, position, ++leaf, matrix);
                }
            }

            Ascend(tree, rule, work);
        }

        FillDiagonal(work, matrix);
    }

    // Mixed second derivatives of one leaf, by every pair of features on its path, in the triangle above the diagonal.
    private void AddPairs(PathTree tree, QuadratureRule rule, ExplanationWorkspace work, int position, int leaf, Span<double> matrix)
    {
        ReadOnlySpan<PathNode> nodes = tree.Nodes;
        int vectors = rule.Nodes.Length;
        int count = CollectPath(nodes, work, position, leaf);
        ReadOnlySpan<int> path = work.Path.AsSpan(0, count);
        ReadOnlySpan<Vector256<double>> products = work.Products.AsSpan(position * vectors, vectors);
        for (int second = 1; second < count; second++)
        {
            int secondFeature = nodes[path[second]].Feature;
            double scale = 0.5 * nodes[position].Value * (work.Follows[path[second]] - nodes[path[second]].Share);
            ReadOnlySpan<Vector256<double>> secondInverses = work.Inverses.AsSpan(path[second] * vectors, vectors);
            for (int first = 0; first < second; first++)
            {
                int firstFeature = nodes[path[first]].Feature;
                ReadOnlySpan<Vector256<double>> firstInverses = work.Inverses.AsSpan(path[first] * vectors, vectors);
                Vector256<double> sum = Vector256<double>.Zero;
                for (int index = 0; index < vectors; index++)
                {
                    sum += products[index] * secondInverses[index] * firstInverses[index];
                }

                int cell = (Math.Min(firstFeature, secondFeature) * FeatureCount) + Math.Max(firstFeature, secondFeature);
                matrix[cell] += scale * (work.Follows[path[first]] - nodes[path[first]].Share) * Vector256.Sum(sum);
            }
        }
    }

    // The last node of each feature on the way from the root to a leaf.
    private static int CollectPath(ReadOnlySpan<PathNode> nodes, ExplanationWorkspace work, int position, int leaf)
    {
        int count = 0;
        for (; position != 0; position = nodes[position].Parent)
        {
            int feature = nodes[position].Feature;
            if (work.LastLeaf[feature] != leaf)
            {
                work.LastLeaf[feature] = leaf;
                work.Path[count++] = position;
            }
        }

        return count;
    }

    private void FillDiagonal(ExplanationWorkspace work, Span<double> matrix)
    {
        int features = FeatureCount;
        for (int feature = 0; feature < features; feature++)
        {
            double others = 0;
            for (int other = 0; other < features; other++)
            {
                if (other < feature)
                {
                    matrix[(feature * features) + other] = matrix[(other * features) + feature];
                }

                others += other == feature ? 0 : matrix[(feature * features) + other];
            }

            matrix[(feature * features) + feature] = Vector256.Sum(work.Sums[feature]) - others;
        }
    }

    [DoesNotReturn]
    private static void ThrowWrongMatrix(int row, int matrix, int features) =>
        throw new ArgumentException($"The row has {row} values and the matrix {matrix}, expected are {features} and {(long)features * features}.");
}
