using System.Numerics;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>
/// Shapley values for deep trees, with 256 bits behind the point: leaf by leaf, from the elementary symmetric polynomials of the shares
/// on its path and Shapley's factorial weights. No quadrature and no taking of features out of a path.
/// </summary>
internal static class FixedPointShapley
{
    private const int Bits = 256;

    internal static double[] Contributions(DecisionTree tree, double[] row)
    {
        BigInteger[] sums = new BigInteger[row.Length];
        Visit(tree, row, tree.LeafCount == 1 ? ~0 : 0, [], sums);
        return [.. sums.Select(ToDouble)];
    }

    private static void Visit(DecisionTree tree, double[] row, int node, Dictionary<int, (bool Follows, BigInteger Share)> path, BigInteger[] sums)
    {
        if (node < 0)
        {
            AddLeaf(tree.LeafValue[~node], path, sums);
            return;
        }

        int feature = tree.SplitFeature[node];
        bool goesLeft = PlainTree.GoesLeft(tree, node, row[feature]);
        foreach ((int child, bool follows) in new[] { (tree.LeftChild[node], goesLeft), (tree.RightChild[node], !goesLeft) })
        {
            (bool Follows, BigInteger Share) before = path.GetValueOrDefault(feature, (true, BigInteger.One << Bits));
            BigInteger share = before.Share * PlainTree.Rows(tree, child) / PlainTree.Rows(tree, node);
            Visit(tree, row, child, new(path) { [feature] = (before.Follows && follows, share) }, sums);
        }
    }

    private static void AddLeaf(double value, Dictionary<int, (bool Follows, BigInteger Share)> path, BigInteger[] sums)
    {
        int players = path.Count;
        BigInteger[] weights = [.. Enumerable.Range(0, players).Select(size => (Factorial(size) * Factorial(players - 1 - size) << Bits) / Factorial(players))];
        foreach ((int feature, (bool follows, BigInteger share)) in path)
        {
            List<BigInteger> polynomial = [BigInteger.One << Bits];
            foreach ((int other, (bool otherFollows, BigInteger otherShare)) in path)
            {
                if (other != feature)
                {
                    Multiply(polynomial, otherShare, otherFollows);
                }
            }

            BigInteger sum = polynomial.Select((coefficient, size) => coefficient * weights[size] >> Bits).Aggregate(BigInteger.Zero, (left, right) => left + right);
            BigInteger slope = (follows ? BigInteger.One << Bits : 0) - share;
            sums[feature] += (sum * slope >> Bits) * FromDouble(value) >> Bits;
        }
    }

    private static void Multiply(List<BigInteger> polynomial, BigInteger share, bool follows)
    {
        if (follows)
        {
            polynomial.Add(BigInteger.Zero);
        }

        for (int size = polynomial.Count - 1; size >= 0; size--)
        {
            BigInteger raised = follows && size > 0 ? polynomial[size - 1] : BigInteger.Zero;
            polynomial[size] = (polynomial[size] * share >> Bits) + raised;
        }
    }

    private static BigInteger FromDouble(double value) => new BigInteger(Math.ScaleB(value, 100)) << (Bits - 100);

    private static double ToDouble(BigInteger value) => Math.ScaleB((double)(value >> (Bits - 200)), -200);

    private static BigInteger Factorial(int n) => n <= 1 ? BigInteger.One : n * Factorial(n - 1);
}
