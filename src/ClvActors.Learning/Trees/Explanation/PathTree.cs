namespace ClvActors.Learning.Trees.Explanation;

/// <summary>A tree laid out for explanation.</summary>
/// <param name="Nodes">All nodes in preorder, the root first.</param>
/// <param name="Sets">The category sets of the categorical splits, by number.</param>
/// <param name="ExpectedValue">The mean leaf value over the training rows.</param>
/// <param name="MostFeatures">How many different features the richest path tests.</param>
internal sealed record PathTree(PathNode[] Nodes, uint[][] Sets, double ExpectedValue, int MostFeatures)
{
    // A node without training rows has share 0, where a path factor may be 0 and its inverse infinite. With this in its place all
    // products stay finite, and what the node contributes is smaller by 100 orders of magnitude than what a double can resolve.
    private const double SmallestShare = 1e-100;

    /// <summary>Lays a sound tree out.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="columns">Takes in the columns that the tree compares.</param>
    internal static PathTree Build(DecisionTree tree, SplitColumns columns)
    {
        var nodes = new PathNode[(2 * tree.LeafCount) - 1];
        double expectedValue = 0;
        int mostFeatures = 0;
        Stack<Step> pending = [];
        pending.Push(new Step(tree.LeafCount == 1 ? ~0 : 0, 0, false, -1, 1, 1, 0));
        for (int position = 0; position < nodes.Length; position++)
        {
            Step step = pending.Pop();
            int previous = FindPrevious(nodes, step.Parent, step.Feature);
            int features = step.Features + (position == 0 || previous != 0 ? 0 : 1);
            ref PathNode node = ref nodes[position];
            node.Parent = step.Parent;
            node.Previous = previous;
            node.Feature = step.Feature;
            node.Share = Math.Max(step.Cover * (previous == 0 ? 1 : nodes[previous].Share), SmallestShare);
            if (step.IsRight)
            {
                nodes[step.Parent].Right = position;
            }

            if (step.Node < 0)
            {
                node.Value = tree.LeafValue[~step.Node];
                expectedValue += step.Reach * node.Value;
                mostFeatures = Math.Max(mostFeatures, features);
                continue;
            }

            int feature = tree.SplitFeature[step.Node];
            byte decision = tree.DecisionType[step.Node];
            node.Value = tree.Threshold[step.Node];
            node.Column = columns.Add(feature, decision);
            node.IsCategorical = SplitDecision.IsCategorical(decision);
            double left = LeftCover(tree, step.Node);
            pending.Push(new Step(tree.RightChild[step.Node], position, true, feature, step.Reach * (1 - left), 1 - left, features));
            pending.Push(new Step(tree.LeftChild[step.Node], position, false, feature, step.Reach * left, left, features));
        }

        return new PathTree(nodes, SplitSets(tree), expectedValue, mostFeatures);
    }

    private static int FindPrevious(PathNode[] nodes, int position, int feature)
    {
        while (position != 0 && nodes[position].Feature != feature)
        {
            position = nodes[position].Parent;
        }

        return position;
    }

    // The children's rows are summed rather than the parent's count taken: in files where they disagree (training over several machines
    // estimates them) the contributions still add up to the score. Where nothing was counted both ways are taken for equal.
    private static double LeftCover(DecisionTree tree, int node)
    {
        double left = Rows(tree.LeftChild[node]);
        double right = Rows(tree.RightChild[node]);
        return left + right > 0 ? left / (left + right) : 0.5;

        double Rows(int child) => child < 0 ? tree.LeafRows[~child] : tree.InternalRows[child];
    }

    private static uint[][] SplitSets(DecisionTree tree)
    {
        int[] boundaries = tree.CategoryBoundaries;
        var sets = new uint[Math.Max(0, boundaries.Length - 1)][];
        for (int index = 0; index < sets.Length; index++)
        {
            sets[index] = tree.CategoryBits[boundaries[index]..boundaries[index + 1]];
        }

        return sets;
    }

    private readonly record struct Step(int Node, int Parent, bool IsRight, int Feature, double Reach, double Cover, int Features);
}
