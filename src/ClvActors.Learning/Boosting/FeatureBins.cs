using System.Globalization;

namespace ClvActors.Learning.Boosting;

/// <summary>How one numeric feature's values map to bins, found as LightGBM's <c>BinMapper</c> finds it.</summary>
/// <remarks>
/// Source: <c>BinMapper::FindBin</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/io/bin.cpp, for use_missing=true and zero_as_missing=false.
/// Missing values, where there are any, have the last bin. Immutable.
/// </remarks>
internal sealed class FeatureBins
{
    /// <summary>Below this share the most frequent bin is not worth being special and zero's bin takes its place.</summary>
    private const double SparseShare = 0.7;

    private readonly double[] _upperBounds;

    private FeatureBins(double[] upperBounds, bool hasMissing, double minimum, double maximum, int[] rowsOfBin, int separableRows)
    {
        _upperBounds = upperBounds;
        HasMissing = hasMissing;
        Minimum = minimum;
        Maximum = maximum;
        Count = upperBounds.Length + (hasMissing ? 1 : 0);
        IsTrivial = Count <= 1 || !Separates(rowsOfBin, separableRows);
        int zeroBin = BinOf(0);
        int fullest = Array.IndexOf(rowsOfBin, rowsOfBin.Max());
        MostFrequentBin = fullest != zeroBin && rowsOfBin[fullest] / (double)rowsOfBin.Sum() < SparseShare ? zeroBin : fullest;
    }

    /// <summary>Number of bins, that of missing values included.</summary>
    public int Count { get; }

    /// <summary>Whether missing values were seen; theirs is bin <see cref="Count"/> - 1.</summary>
    public bool HasMissing { get; }

    /// <summary>No split of this feature can leave enough rows on both sides, so it is left out.</summary>
    public bool IsTrivial { get; }

    /// <summary>The bin whose sums follow from the leaf's: LightGBM stores it implicitly, which decides the rounding.</summary>
    public int MostFrequentBin { get; }

    /// <summary>Least value seen.</summary>
    public double Minimum { get; }

    /// <summary>Largest value seen.</summary>
    public double Maximum { get; }

    /// <summary>The feature's entry in LightGBM's <c>feature_infos</c>.</summary>
    public string Info => IsTrivial ? "none" : $"[{Text(Minimum)}:{Text(Maximum)}]";

    /// <summary>Finds the bins.</summary>
    /// <param name="sample">Values of the sampled rows; NaN is missing.</param>
    /// <param name="maximumBins">Most bins, that of missing values included.</param>
    /// <param name="minimumRowsInBin">Fewest rows of a bin.</param>
    /// <param name="separableRows">A feature none of whose splits leaves so many sampled rows on both sides is trivial.</param>
    public static FeatureBins Find(ReadOnlySpan<double> sample, int maximumBins, int minimumRowsInBin, int separableRows)
    {
        double[] nonZero = NonZeroSorted(sample, out int missing);
        (List<double> values, List<int> counts) = Distinct(nonZero, sample.Length - missing - nonZero.Length);
        double[] bounds =
        [
            .. BinBoundaries.Find(
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values),
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(counts),
                missing > 0 ? maximumBins - 1 : maximumBins,
                minimumRowsInBin),
        ];

        int[] rowsOfBin = new int[bounds.Length + (missing > 0 ? 1 : 0)];
        int bin = 0;
        for (int i = 0; i < values.Count; i++)
        {
            while (bin < bounds.Length - 1 && values[i] > bounds[bin])
            {
                bin++;
            }

            rowsOfBin[bin] += counts[i];
        }

        if (missing > 0)
        {
            rowsOfBin[^1] = missing;
        }

        return new FeatureBins(bounds, missing > 0, values[0], values[^1], rowsOfBin, separableRows);
    }

    /// <summary>The bin of a value. NaN has the last bin where training saw missing values, and counts as 0 elsewhere.</summary>
    public int BinOf(double value)
    {
        if (double.IsNaN(value))
        {
            if (HasMissing)
            {
                return Count - 1;
            }

            value = 0;
        }

        int low = 0;
        int high = _upperBounds.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (value <= _upperBounds[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The largest value that goes left when bins up to <paramref name="bin"/> do; infinite for the last bin of present values.</summary>
    public double UpperBound(int bin) => _upperBounds[bin];

    private static double[] NonZeroSorted(ReadOnlySpan<double> sample, out int missing)
    {
        double[] values = new double[sample.Length];
        int kept = 0;
        missing = 0;
        foreach (double value in sample)
        {
            if (double.IsNaN(value))
            {
                missing++;
            }
            else if (Math.Abs(value) > BinBoundaries.ZeroThreshold)
            {
                values[kept++] = value;
            }
        }

        Array.Resize(ref values, kept);
        Array.Sort(values);
        return values;
    }

    private static (List<double> Values, List<int> Counts) Distinct(double[] nonZero, int zeros)
    {
        List<double> values = [];
        List<int> counts = [];
        if (nonZero.Length == 0 || (nonZero[0] > 0 && zeros > 0))
        {
            values.Add(0);
            counts.Add(zeros);
        }

        for (int i = 0; i < nonZero.Length; i++)
        {
            if (i > 0 && BinBoundaries.AreNeighbours(nonZero[i - 1], nonZero[i]))
            {
                values[^1] = nonZero[i];
                counts[^1]++;
                continue;
            }

            if (i > 0 && nonZero[i - 1] < 0 && nonZero[i] > 0)
            {
                values.Add(0);
                counts.Add(zeros);
            }

            values.Add(nonZero[i]);
            counts.Add(1);
        }

        if (nonZero.Length > 0 && nonZero[^1] < 0 && zeros > 0)
        {
            values.Add(0);
            counts.Add(zeros);
        }

        return (values, counts);
    }

    private static bool Separates(int[] rowsOfBin, int separableRows)
    {
        int rows = rowsOfBin.Sum();
        int left = 0;
        foreach (int count in rowsOfBin.AsSpan(0, rowsOfBin.Length - 1))
        {
            left += count;
            if (left >= separableRows && rows - left >= separableRows)
            {
                return true;
            }
        }

        return false;
    }

    // Seventeen significant digits, as C++ prints them: 1e+20 where .NET has 1E+20.
    private static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture).ToLowerInvariant();
}
