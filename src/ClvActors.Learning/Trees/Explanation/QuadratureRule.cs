using System.Runtime.Intrinsics;

namespace ClvActors.Learning.Trees.Explanation;

/// <summary>Gauss-Legendre nodes and weights in vectors of four.</summary>
internal sealed class QuadratureRule
{
    private QuadratureRule(Vector256<double>[] nodes, Vector256<double>[] weights)
    {
        Nodes = nodes;
        Weights = weights;
    }

    internal Vector256<double>[] Nodes { get; }

    internal Vector256<double>[] Weights { get; }

    /// <summary>Vectors that a rule needs for paths of so many different features: their polynomials have a degree below that number.</summary>
    internal static int VectorsFor(int features) => Math.Max(1, (features + 7) / 8);

    /// <summary>The rule of four nodes per vector.</summary>
    internal static QuadratureRule Create(int vectors)
    {
        (double[] nodes, double[] weights) = GaussLegendre.Rule(vectors * Vector256<double>.Count);
        return new QuadratureRule(Pack(nodes), Pack(weights));

        Vector256<double>[] Pack(double[] values) =>
            [.. Enumerable.Range(0, vectors).Select(index => Vector256.Create<double>(values.AsSpan(index * Vector256<double>.Count, Vector256<double>.Count)))];
    }
}
