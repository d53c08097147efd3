using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Boosting;

/// <summary>A tree while its leaves are being split; numbered as LightGBM numbers nodes, the left child keeping the leaf's number.</summary>
internal sealed class GrowingTree
{
    /// <summary>For an infinite threshold, which LightGBM 4.6 writes as <c>inf</c> and not every parser of its files reads.</summary>
    private const double LargestThreshold = double.MaxValue;

    private const byte DefaultLeftBit = 2;
    private const byte MissingIsNaNBits = 2 << 2;

    private readonly BinnedData _data;
    private readonly int[] _feature;
    private readonly int[] _bin;
    private readonly bool[] _defaultLeft;
    private readonly double[] _gain;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _internalValue;
    private readonly double[] _internalWeight;
    private readonly int[] _internalRows;
    private readonly int[] _parent;
    private readonly int[] _depth;
    private readonly double[] _leafWeight;
    private readonly int[] _leafRows;
    private double _shrinkage = 1;

    public GrowingTree(BinnedData data, int mostLeaves, double rootValue, int rows)
    {
        _data = data;
        _feature = new int[mostLeaves - 1];
        _bin = new int[mostLeaves - 1];
        _defaultLeft = new bool[mostLeaves - 1];
        _gain = new double[mostLeaves - 1];
        _left = new int[mostLeaves - 1];
        _right = new int[mostLeaves - 1];
        _internalValue = new double[mostLeaves - 1];
        _internalWeight = new double[mostLeaves - 1];
        _internalRows = new int[mostLeaves - 1];
        _parent = new int[mostLeaves];
        _depth = new int[mostLeaves];
        _leafWeight = new double[mostLeaves];
        _leafRows = new int[mostLeaves];
        LeafValues = new double[mostLeaves];
        LeafValues[0] = rootValue;
        _leafRows[0] = rows;
        _parent[0] = -1;
    }

    /// <summary>Leaves so far, at least 1.</summary>
    public int Leaves { get; private set; } = 1;

    /// <summary>Values of the leaves, of which the first <see cref="Leaves"/> count; the learning rate is in them once <see cref="Shrink"/> was called.</summary>
    public double[] LeafValues { get; }

    /// <summary>Splits between the root and a leaf.</summary>
    public int Depth(int leaf) => _depth[leaf];

    /// <summary>Splits a leaf; the right side becomes leaf number <see cref="Leaves"/>.</summary>
    public void Split(int leaf, in SplitCandidate split, double gain, int leftRows, int rightRows)
    {
        int node = Leaves - 1;
        int parent = _parent[leaf];
        if (parent >= 0)
        {
            (_left[parent] == ~leaf ? _left : _right)[parent] = node;
        }

        _feature[node] = split.Feature;
        _bin[node] = split.Bin;
        _defaultLeft[node] = split.DefaultLeft;
        _gain[node] = (float)gain;
        _left[node] = ~leaf;
        _right[node] = ~Leaves;
        _internalValue[node] = LeafValues[leaf];
        _internalWeight[node] = split.Left.Hessian + split.Right.Hessian;
        _internalRows[node] = leftRows + rightRows;
        _depth[Leaves] = ++_depth[leaf];
        SetLeaf(leaf, node, split.Left, leftRows);
        SetLeaf(Leaves, node, split.Right, rightRows);
        Leaves++;
    }

    /// <summary>Multiplies all values by the learning rate.</summary>
    public void Shrink(double rate)
    {
        for (int i = 0; i < Leaves; i++)
        {
            LeafValues[i] = WithoutDust(LeafValues[i] * rate);
        }

        for (int i = 0; i < Leaves - 1; i++)
        {
            _internalValue[i] = WithoutDust(_internalValue[i] * rate);
        }

        _shrinkage *= rate;
    }

    /// <summary>Adds the score that boosting began with; the tree then counts as unshrunk, as LightGBM has it.</summary>
    public void AddBias(double bias)
    {
        for (int i = 0; i < Leaves; i++)
        {
            LeafValues[i] = WithoutDust(LeafValues[i] + bias);
        }

        for (int i = 0; i < Leaves - 1; i++)
        {
            _internalValue[i] = WithoutDust(_internalValue[i] + bias);
        }

        _shrinkage = 1;
    }

    /// <summary>The leaf that a row falls into.</summary>
    /// <param name="allBins">Bins by feature and row, of the training data or of rows that were mapped in the same way.</param>
    /// <param name="row">The row.</param>
    public int LeafOf(byte[][] allBins, int row)
    {
        int node = Leaves > 1 ? 0 : ~0;
        while (node >= 0)
        {
            int feature = _feature[node];
            node = GoesLeft(_data.Features[feature], allBins[feature][row], _bin[node], _defaultLeft[node]) ? _left[node] : _right[node];
        }

        return ~node;
    }

    /// <summary>Whether a bin goes left.</summary>
    public static bool GoesLeft(FeatureBins bins, int bin, int lastLeftBin, bool defaultLeft) =>
        bins.HasMissing && bin == bins.Count - 1 ? defaultLeft : bin <= lastLeftBin;

    /// <summary>The finished tree.</summary>
    public DecisionTree Finish()
    {
        int nodes = Leaves - 1;
        double[] thresholds = new double[nodes];
        byte[] decisions = new byte[nodes];
        for (int node = 0; node < nodes; node++)
        {
            FeatureBins bins = _data.Features[_feature[node]];
            thresholds[node] = Math.Min(bins.UpperBound(_bin[node]), LargestThreshold);
            decisions[node] = (byte)((_defaultLeft[node] ? DefaultLeftBit : 0) | (bins.HasMissing ? MissingIsNaNBits : 0));
        }

        return new DecisionTree
        {
            LeafCount = Leaves,
            SplitFeature = _feature[..nodes],
            Threshold = thresholds,
            DecisionType = decisions,
            LeftChild = _left[..nodes],
            RightChild = _right[..nodes],
            SplitGain = _gain[..nodes],
            LeafValue = LeafValues[..Leaves],
            LeafWeight = _leafWeight[..Leaves],
            LeafRows = _leafRows[..Leaves],
            InternalValue = _internalValue[..nodes],
            InternalWeight = _internalWeight[..nodes],
            InternalRows = _internalRows[..nodes],
            Shrinkage = _shrinkage,
        };
    }

    private void SetLeaf(int leaf, int parent, in LeafSums sums, int rows)
    {
        _parent[leaf] = parent;
        LeafValues[leaf] = double.IsNaN(sums.Value) ? 0 : sums.Value;
        _leafWeight[leaf] = sums.Hessian;
        _leafRows[leaf] = rows;
    }

    private static double WithoutDust(double value) => Math.Abs(value) <= BinBoundaries.ZeroThreshold ? 0 : value;
}
