using System.Runtime.Intrinsics;

namespace ClvActors.Learning.Boosting;

/// <summary>Grows one tree after another, best leaf first, on histograms.</summary>
/// <remarks>
/// Only the smaller of two new leaves is summed over its rows; the larger is the parent less its sibling. Source:
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/treelearner/serial_tree_learner.cpp (Ke et al. 2017, "LightGBM: A Highly Efficient Gradient
/// Boosting Decision Tree"). Not safe for use by several threads.
/// </remarks>
internal sealed class TreeGrower
{
    private readonly BinnedData _data;
    private readonly BoostingParameters _parameters;
    private readonly SplitFinder _finder;
    private readonly RowPartition _partition;
    private readonly LeafHistogram?[] _histograms;
    private readonly SplitCandidate[] _best;
    private readonly Vector128<double>[] _derivatives;

    public TreeGrower(BinnedData data, int rows, BoostingParameters parameters)
    {
        // A leaf has at least one row, so that more leaves than rows need no room.
        MostLeaves = Math.Max(2, Math.Min(parameters.Leaves, rows));
        _data = data;
        _parameters = parameters;
        _finder = new SplitFinder(parameters);
        _partition = new RowPartition(rows, MostLeaves);
        _histograms = new LeafHistogram?[MostLeaves];
        _best = new SplitCandidate[MostLeaves];
        _derivatives = new Vector128<double>[rows];
    }

    private int MostLeaves { get; }

    /// <summary>The rows of the bag that fell into a leaf of the newest tree.</summary>
    public ReadOnlySpan<int> RowsOf(int leaf) => _partition.Rows(leaf);

    /// <summary>Grows a tree; it has one leaf when no split is allowed and gains.</summary>
    /// <param name="gradients">First derivatives by row.</param>
    /// <param name="hessians">Second derivatives by row.</param>
    /// <param name="bag">Rows to learn from, ascending.</param>
    /// <param name="features">Features to split on, ascending.</param>
    public GrowingTree Grow(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, ReadOnlySpan<int> bag, ReadOnlySpan<int> features)
    {
        _partition.Reset(bag);
        _best.AsSpan().Fill(SplitCandidate.None);
        LeafSums root = SumRoot(gradients, hessians, bag);
        GrowingTree tree = new(_data, MostLeaves, root.Value, bag.Length);
        if (MayBeSplit(tree, 0))
        {
            LeafHistogram histogram = HistogramOf(0);
            Array.Fill(histogram.IsSplittable, true);
            Gather(gradients, hessians, bag);
            foreach (int feature in features)
            {
                histogram.Sum(feature, bag, _derivatives, root);
                Search(histogram, feature, 0, root);
            }
        }

        while (tree.Leaves < MostLeaves)
        {
            int leaf = BestLeaf(tree.Leaves);
            SplitCandidate split = _best[leaf];
            if (!(split.Gain > 0))
            {
                break;
            }

            int right = tree.Leaves;
            _partition.Split(leaf, right, _data.Bins[split.Feature], _data.Features[split.Feature], split.Bin, split.DefaultLeft);
            if (_partition.Count(leaf) == 0 || _partition.Count(right) == 0)
            {
                // Weighted rows are counted by their hessians: dust left by subtraction can look like a row. Such a split is none.
                _partition.Rejoin(leaf, right);
                _best[leaf] = SplitCandidate.None;
                continue;
            }

            tree.Split(leaf, split, split.Gain + _parameters.MinimumGainToSplit, _partition.Count(leaf), _partition.Count(right));
            if (tree.Leaves < MostLeaves)
            {
                SearchChildren(tree, leaf, right, split, gradients, hessians, features);
            }
        }

        return tree;
    }

    private void SearchChildren(
        GrowingTree tree,
        int left,
        int right,
        in SplitCandidate split,
        ReadOnlySpan<float> gradients,
        ReadOnlySpan<float> hessians,
        ReadOnlySpan<int> features)
    {
        _best[left] = SplitCandidate.None;
        _best[right] = SplitCandidate.None;
        if (!MayBeSplit(tree, left) && !MayBeSplit(tree, right))
        {
            return;
        }

        // The left leaf keeps its parent's number and so its histogram, which must become the larger child's.
        bool leftIsSmaller = _partition.Count(left) < _partition.Count(right);
        (int small, int large) = leftIsSmaller ? (left, right) : (right, left);
        (LeafSums smallSums, LeafSums largeSums) = leftIsSmaller ? (split.Left, split.Right) : (split.Right, split.Left);
        if (leftIsSmaller)
        {
            (_histograms[left], _histograms[right]) = (_histograms[right], _histograms[left]);
        }

        LeafHistogram smallHistogram = HistogramOf(small);
        LeafHistogram largeHistogram = HistogramOf(large);
        bool searchSmall = MayBeSplit(tree, small);
        bool searchLarge = MayBeSplit(tree, large);
        ReadOnlySpan<int> rows = _partition.Rows(small);
        Gather(gradients, hessians, rows);
        foreach (int feature in features)
        {
            if (!largeHistogram.IsSplittable[feature])
            {
                smallHistogram.IsSplittable[feature] = false;
                continue;
            }

            smallHistogram.Sum(feature, rows, _derivatives, smallSums);
            largeHistogram.Subtract(smallHistogram, feature);
            if (searchSmall)
            {
                Search(smallHistogram, feature, small, smallSums);
            }

            if (searchLarge)
            {
                Search(largeHistogram, feature, large, largeSums);
            }
        }
    }

    private void Search(LeafHistogram histogram, int feature, int leaf, in LeafSums sums) =>
        histogram.IsSplittable[feature] = _finder.Improve(
            histogram.Of(feature),
            _data.Features[feature],
            feature,
            sums,
            _partition.Count(leaf),
            ref _best[leaf]);

    private bool MayBeSplit(GrowingTree tree, int leaf) =>
        (_parameters.MaximumDepth <= 0 || tree.Depth(leaf) < _parameters.MaximumDepth)
        && _partition.Count(leaf) >= 2L * _parameters.MinimumRowsInLeaf;

    private int BestLeaf(int leaves)
    {
        int best = 0;
        for (int leaf = 1; leaf < leaves; leaf++)
        {
            if (_best[leaf].IsBetterThan(_best[best]))
            {
                best = leaf;
            }
        }

        return best;
    }

    private LeafHistogram HistogramOf(int leaf) => _histograms[leaf] ??= new LeafHistogram(_data);

    private LeafSums SumRoot(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, ReadOnlySpan<int> bag)
    {
        double gradient = 0;
        double hessian = 0;
        foreach (int row in bag)
        {
            gradient += gradients[row];
            hessian += hessians[row];
        }

        return new LeafSums(gradient, hessian, _finder.Value(gradient, hessian));
    }

    private void Gather(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            _derivatives[i] = Vector128.Create(gradients[rows[i]], (double)hessians[rows[i]]);
        }
    }
}
