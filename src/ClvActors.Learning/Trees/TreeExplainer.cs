using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using ClvActors.Learning.Trees.Explanation;

namespace ClvActors.Learning.Trees;

/// <summary>Explains raw scores of a tree ensemble: exact Shapley values and Shapley interaction values of each feature.</summary>
/// <remarks>
/// <para>What is explained is the path-dependent game of Lundberg, Erion and Lee (2018, "Consistent individualized feature attribution
/// for tree ensembles", algorithm 2), equal to LightGBM's <c>pred_contrib</c>: features outside a coalition follow both ways of a split,
/// weighted with the training rows that went there.</para>
/// <para>It is computed another way. In this game a leaf's expected value is a product over the features on its path, whose multilinear
/// extension (Owen 1972, "Multilinear extensions of games") at the point (t, ..., t) has the factors <c>share + (follows - share) t</c>.
/// The Shapley value is the integral over t in [0, 1] of the partial derivative, and the pairwise interaction that of the mixed second
/// derivative. Both are polynomials of a degree below the number of different features on the path, so Gauss-Legendre quadrature
/// integrates them exactly; the sums over leaves are taken once per node on the way up (as Yu, Bifet, Read and Xu 2022, "Linear TreeShap").
/// There is no difference of large numbers, as there is where algorithm 2 takes a feature out of a path: errors stay near 1e-15 of
/// the leaf values at any depth.</para>
/// <para>Immutable; any number of threads may explain at once. No memory is allocated after the first call on a thread.</para>
/// </remarks>
public sealed partial class TreeExplainer
{
    private readonly SplitColumns _columns = new();
    private readonly PathTree[] _trees;
    private readonly QuadratureRule[] _rules;
    private readonly int _mostNodes;

    /// <summary>Lays an ensemble out for explanation.</summary>
    /// <exception cref="ModelFormatException">A tree is not sound.</exception>
    public TreeExplainer(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ensemble.Validate();
        FeatureCount = ensemble.FeatureNames.Count;
        _trees = [.. ensemble.Trees.Select(tree => PathTree.Build(tree, _columns))];
        _columns.Freeze();
        int mostVectors = QuadratureRule.VectorsFor(_trees.Select(tree => tree.MostFeatures).DefaultIfEmpty(0).Max());
        _rules = [.. Enumerable.Range(1, mostVectors).Select(QuadratureRule.Create)];
        _mostNodes = _trees.Select(tree => tree.Nodes.Length).DefaultIfEmpty(0).Max();
        ExpectedValue = _trees.Sum(tree => tree.ExpectedValue);
    }

    /// <summary>How many values a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>The mean raw score over the training rows of each tree: the bias of every explanation.</summary>
    public double ExpectedValue { get; }

    /// <summary>How much each feature moves the raw score of a row away from <see cref="ExpectedValue"/>.</summary>
    /// <param name="row">One value per feature of the ensemble, in its order; NaN is missing.</param>
    /// <param name="contributions">
    /// Filled with one value per feature, in units of the raw score, and <see cref="ExpectedValue"/> last. The sum is the raw score, to rounding.
    /// </param>
    /// <exception cref="ArgumentException">The row has not <see cref="FeatureCount"/> values, or the result not one more.</exception>
    public void Contributions(ReadOnlySpan<double> row, Span<double> contributions)
    {
        if (row.Length != FeatureCount || contributions.Length != FeatureCount + 1)
        {
            ThrowWrongLength(row.Length, contributions.Length, FeatureCount + 1);
        }

        ExplanationWorkspace work = Rent(row);
        foreach (PathTree tree in _trees)
        {
            QuadratureRule rule = RuleFor(tree);
            Descend(tree, rule, work);
            Ascend(tree, rule, work);
        }

        for (int feature = 0; feature < FeatureCount; feature++)
        {
            contributions[feature] = Vector256.Sum(work.Sums[feature]);
        }

        contributions[FeatureCount] = ExpectedValue;
    }

    private ExplanationWorkspace Rent(ReadOnlySpan<double> row)
    {
        ExplanationWorkspace work = ExplanationWorkspace.Rent(_columns.Count, FeatureCount, _mostNodes, _rules.Length);
        _columns.Fill(row, work.Columns);
        work.Sums.AsSpan(0, FeatureCount).Clear();
        return work;
    }

    private QuadratureRule RuleFor(PathTree tree) => _rules[QuadratureRule.VectorsFor(tree.MostFeatures) - 1];

    // From the root to the leaves: the factor of each node's feature, its inverse, and the product of the factors on the path, which
    // takes the feature's earlier factor out again. The weights stand in the root's product, so sums over the nodes are integrals.
    private static void Descend(PathTree tree, QuadratureRule rule, ExplanationWorkspace work)
    {
        ReadOnlySpan<PathNode> nodes = tree.Nodes;
        ReadOnlySpan<Vector256<double>> points = rule.Nodes;
        Span<double> follows = work.Follows.AsSpan(0, nodes.Length);
        Span<Vector256<double>> products = work.Products.AsSpan(0, nodes.Length * points.Length);
        Span<Vector256<double>> inverses = work.Inverses.AsSpan(0, nodes.Length * points.Length);
        rule.Weights.CopyTo(products);
        inverses[..points.Length].Fill(Vector256<double>.One);
        follows[0] = 1;
        for (int position = 0; position < nodes.Length; position++)
        {
            ref readonly PathNode node = ref nodes[position];
            if (position > 0)
            {
                follows[position] *= follows[node.Previous];
                Vector256<double> share = Vector256.Create(node.Share);
                Vector256<double> slope = Vector256.Create(follows[position] - node.Share);
                int own = position * points.Length;
                int parent = node.Parent * points.Length;
                int previous = node.Previous * points.Length;
                for (int index = 0; index < points.Length; index++)
                {
                    Vector256<double> factor = share + (slope * points[index]);
                    products[own + index] = products[parent + index] * inverses[previous + index] * factor;
                    inverses[own + index] = Vector256<double>.One / factor;
                }
            }

            if (node.Right != 0)
            {
                bool left = GoesLeft(tree, node, work.Columns);
                follows[position + 1] = left ? 1 : 0;
                follows[node.Right] = left ? 0 : 1;
            }
        }
    }

    // From the leaves to the root: the sum over the leaves below, and from it the derivative by the feature of the step to each node;
    // what an earlier step of the same feature has counted for these leaves is taken off, as the later one knows better.
    private static void Ascend(PathTree tree, QuadratureRule rule, ExplanationWorkspace work)
    {
        ReadOnlySpan<PathNode> nodes = tree.Nodes;
        int vectors = rule.Nodes.Length;
        ReadOnlySpan<double> follows = work.Follows.AsSpan(0, nodes.Length);
        Span<Vector256<double>> products = work.Products.AsSpan(0, nodes.Length * vectors);
        ReadOnlySpan<Vector256<double>> inverses = work.Inverses.AsSpan(0, nodes.Length * vectors);
        for (int position = nodes.Length - 1; position > 0; position--)
        {
            ref readonly PathNode node = ref nodes[position];
            Vector256<double> slope = Vector256.Create(follows[position] - node.Share);
            Vector256<double> previousSlope = Vector256.Create(follows[node.Previous] - nodes[node.Previous].Share);
            Vector256<double> sum = Vector256<double>.Zero;
            for (int index = 0; index < vectors; index++)
            {
                int own = (position * vectors) + index;
                Vector256<double> below = node.Right == 0
                    ? products[own] * node.Value
                    : products[own + vectors] + products[(node.Right * vectors) + index];
                products[own] = below;
                sum += below * ((slope * inverses[own]) - (previousSlope * inverses[(node.Previous * vectors) + index]));
            }

            work.Sums[node.Feature] += sum;
        }
    }

    private static bool GoesLeft(PathTree tree, in PathNode node, double[] columns)
    {
        double value = columns[node.Column];
        return node.IsCategorical ? SplitDecision.Contains(tree.Sets[(int)node.Value], value) : value <= node.Value;
    }

    [DoesNotReturn]
    private static void ThrowWrongLength(int row, int result, int expected) =>
        throw new ArgumentException($"The row has {row} values and the result {result}, expected are {expected - 1} and {expected}.");
}
