namespace ClvActors.Learning.Boosting;

/// <summary>Which rows stand in which leaf: one array of rows in which every leaf has a stretch, each in ascending order.</summary>
internal sealed class RowPartition(int rows, int mostLeaves)
{
    private readonly int[] _rows = new int[rows];
    private readonly int[] _right = new int[rows];
    private readonly int[] _begin = new int[mostLeaves];
    private readonly int[] _count = new int[mostLeaves];

    /// <summary>Puts the rows of a bag into leaf 0.</summary>
    public void Reset(ReadOnlySpan<int> bag)
    {
        bag.CopyTo(_rows);
        _begin[0] = 0;
        _count[0] = bag.Length;
    }

    /// <summary>Number of rows of a leaf.</summary>
    public int Count(int leaf) => _count[leaf];

    /// <summary>The rows of a leaf, ascending.</summary>
    public ReadOnlySpan<int> Rows(int leaf) => _rows.AsSpan(_begin[leaf], _count[leaf]);

    /// <summary>Moves the rows that do not go left into another leaf.</summary>
    public void Split(int leaf, int rightLeaf, ReadOnlySpan<byte> bins, FeatureBins feature, int lastLeftBin, bool defaultLeft)
    {
        Span<bool> goesLeft = stackalloc bool[256];
        for (int bin = 0; bin < feature.Count; bin++)
        {
            goesLeft[bin] = GrowingTree.GoesLeft(feature, bin, lastLeftBin, defaultLeft);
        }

        Span<int> stretch = _rows.AsSpan(_begin[leaf], _count[leaf]);
        int left = 0;
        int right = 0;
        foreach (int row in stretch)
        {
            if (goesLeft[bins[row]])
            {
                stretch[left++] = row;
            }
            else
            {
                _right[right++] = row;
            }
        }

        _right.AsSpan(0, right).CopyTo(stretch[left..]);
        _begin[rightLeaf] = _begin[leaf] + left;
        _count[rightLeaf] = right;
        _count[leaf] = left;
    }

    /// <summary>Takes the last split back when one of its sides is empty.</summary>
    public void Rejoin(int leaf, int rightLeaf)
    {
        _count[leaf] += _count[rightLeaf];
        _count[rightLeaf] = 0;
    }
}
