using System.Runtime.Intrinsics;

namespace ClvActors.Learning.Trees.Explanation;

/// <summary>The arrays that an explanation of one row writes to: one set per thread, which grows to the largest model explained there.</summary>
internal sealed class ExplanationWorkspace
{
    [ThreadStatic]
    private static ExplanationWorkspace? t_current;

    /// <summary>One value per column of the model.</summary>
    internal double[] Columns { get; private set; } = [];

    /// <summary>On the way down 1 where the row goes through a node's step, else 0; then whether it follows the feature to the node at all.</summary>
    internal double[] Follows { get; private set; } = [];

    /// <summary>At the quadrature's nodes: on the way down the product of a path's factors, on the way up the sum over the leaves below.</summary>
    internal Vector256<double>[] Products { get; private set; } = [];

    /// <summary>At the quadrature's nodes, the inverse of the factor of a node's feature.</summary>
    internal Vector256<double>[] Inverses { get; private set; } = [];

    /// <summary>Four partial sums of each feature's contribution.</summary>
    internal Vector256<double>[] Sums { get; private set; } = [];

    /// <summary>The leaf for which a feature was last met on the way from a leaf to the root.</summary>
    internal int[] LastLeaf { get; private set; } = [];

    /// <summary>The nodes on a path that a feature was last tested for.</summary>
    internal int[] Path { get; private set; } = [];

    /// <summary>This thread's workspace, at least as large as asked for.</summary>
    internal static ExplanationWorkspace Rent(int columns, int features, int nodes, int vectors)
    {
        ExplanationWorkspace workspace = t_current ??= new ExplanationWorkspace();
        workspace.Grow(columns, features, nodes, vectors);
        return workspace;
    }

    private void Grow(int columns, int features, int nodes, int vectors)
    {
        if (Columns.Length < columns)
        {
            Columns = new double[columns];
        }

        if (Sums.Length < features)
        {
            Sums = new Vector256<double>[features];
            LastLeaf = new int[features];
        }

        if (Follows.Length < nodes)
        {
            Follows = new double[nodes];
            Path = new int[nodes];
        }

        if (Products.Length < nodes * vectors)
        {
            Products = new Vector256<double>[nodes * vectors];
            Inverses = new Vector256<double>[nodes * vectors];
        }
    }
}
