namespace ClvActors.Learning.Trees;

/// <summary>Lays the trees of an ensemble out in one array for <see cref="TreeScorer"/>: breadth first, siblings side by side.</summary>
internal sealed class ScoringLayout
{
    private readonly List<ScoringNode> _nodes = [];
    private readonly List<uint> _categoryBits = [];

    /// <summary>The columns the nodes compare.</summary>
    internal SplitColumns Columns { get; } = new();

    /// <summary>All nodes.</summary>
    internal ScoringNode[] Nodes => [.. _nodes];

    /// <summary>All category sets.</summary>
    internal uint[] CategoryBits => [.. _categoryBits];

    /// <summary>Adds a tree that is known to be sound.</summary>
    /// <returns>Number of the root, the longest way from it to a leaf, and whether a split is categorical.</returns>
    internal (uint Root, int Depth, bool HasCategories) Add(DecisionTree tree)
    {
        int root = Reserve(1);
        int firstWord = _categoryBits.Count;
        _categoryBits.AddRange(tree.CategoryBits);
        Queue<(int Node, int Position, int Depth)> pending = new();
        pending.Enqueue((tree.LeafCount == 1 ? ~0 : 0, root, 0));
        int deepest = 0;
        bool hasCategories = false;
        while (pending.TryDequeue(out (int Node, int Position, int Depth) next))
        {
            deepest = Math.Max(deepest, next.Depth);
            if (next.Node < 0)
            {
                _nodes[next.Position] = new ScoringNode { Threshold = tree.LeafValue[~next.Node], First = (uint)next.Position };
                continue;
            }

            int children = Reserve(2);
            ScoringNode node = Split(tree, next.Node, firstWord);
            node.First = (uint)children;
            hasCategories |= (node.Column & ScoringNode.CategoricalFlag) != 0;
            _nodes[next.Position] = node;
            pending.Enqueue((tree.LeftChild[next.Node], children, next.Depth + 1));
            pending.Enqueue((tree.RightChild[next.Node], children + 1, next.Depth + 1));
        }

        return ((uint)root, deepest, hasCategories);
    }

    /// <summary>Adds a tree of one leaf that nobody reads, to fill a group of trees up.</summary>
    /// <returns>Its number.</returns>
    internal uint AddLeaf()
    {
        int position = Reserve(1);
        _nodes[position] = new ScoringNode { First = (uint)position };
        return (uint)position;
    }

    private ScoringNode Split(DecisionTree tree, int node, int firstWord)
    {
        byte decision = tree.DecisionType[node];
        uint column = (uint)Columns.Add(tree.SplitFeature[node], decision);
        double threshold = tree.Threshold[node];
        if (!SplitDecision.IsCategorical(decision))
        {
            return new ScoringNode { Threshold = threshold, Column = column };
        }

        int set = (int)threshold;
        int begin = tree.CategoryBoundaries[set];
        return new ScoringNode { Threshold = Pack(firstWord + begin, tree.CategoryBoundaries[set + 1] - begin), Column = column | ScoringNode.CategoricalFlag };
    }

    private static double Pack(int begin, int length) => BitConverter.Int64BitsToDouble(((long)begin << 32) | (uint)length);

    private int Reserve(int count)
    {
        int position = _nodes.Count;
        for (int index = 0; index < count; index++)
        {
            _nodes.Add(default);
        }

        return position;
    }
}
