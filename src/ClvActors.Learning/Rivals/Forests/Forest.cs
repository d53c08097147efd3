namespace ClvActors.Learning.Rivals.Forests;

/// <summary>The mean of many trees: the model behind random forests and extremely randomised trees.</summary>
/// <remarks>Trained on labels 0 and 1 it is the mean share of ones in the leaves, a probability. Immutable; any number of threads may predict.</remarks>
public sealed class Forest : IRegressor
{
    private readonly ForestNode[] _nodes;
    private readonly int[] _roots;

    internal Forest(int features, ForestNode[][] trees)
    {
        Features = features;
        _nodes = new ForestNode[trees.Sum(tree => tree.Length)];
        _roots = new int[trees.Length];
        int next = 0;
        for (int tree = 0; tree < trees.Length; tree++)
        {
            _roots[tree] = next;
            foreach (ForestNode node in trees[tree])
            {
                _nodes[next++] = node.Feature == ForestNode.Leaf ? node : node with { Left = node.Left + _roots[tree] };
            }
        }
    }

    /// <inheritdoc/>
    public int Features { get; }

    /// <summary>Number of trees, at least 1.</summary>
    public int Trees => _roots.Length;

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> features)
    {
        TrainingInput.CheckRow(features, Features);
        ForestNode[] nodes = _nodes;
        double sum = 0;
        foreach (int root in _roots)
        {
            ForestNode node = nodes[root];
            while (node.Feature >= 0)
            {
                node = nodes[features[node.Feature] <= node.Value ? node.Left : node.Left + 1];
            }

            sum += node.Value;
        }

        return sum / _roots.Length;
    }

    /// <summary>The leaf of one tree that a row falls into: its position among all nodes.</summary>
    internal int LeafOf(int tree, ReadOnlySpan<double> features)
    {
        int position = _roots[tree];
        while (_nodes[position].Feature >= 0)
        {
            ForestNode node = _nodes[position];
            position = features[node.Feature] <= node.Value ? node.Left : node.Left + 1;
        }

        return position;
    }
}
