namespace ClvActors.Learning.Boosting;

/// <summary>The training features as one byte per value, column-major, with the places of their bins in a histogram.</summary>
/// <remarks>Trivial features are left out; <see cref="Used"/> lists the others in ascending order. Immutable once built.</remarks>
internal sealed class BinnedData
{
    /// <summary>LightGBM's <c>bin_construct_sample_cnt</c>: with more rows, bins are found on a sample.</summary>
    private const int SampleRows = 200_000;

    private BinnedData(FeatureBins[] features, int[] used, byte[][] bins, int[] offsets, int totalBins)
    {
        Features = features;
        Used = used;
        Bins = bins;
        Offsets = offsets;
        TotalBins = totalBins;
    }

    /// <summary>The mapping of every feature, trivial ones included.</summary>
    public FeatureBins[] Features { get; }

    /// <summary>Features that can be split.</summary>
    public int[] Used { get; }

    /// <summary>Bins by feature and row; empty for trivial features.</summary>
    public byte[][] Bins { get; }

    /// <summary>Where each feature's bins begin in a histogram.</summary>
    public int[] Offsets { get; }

    /// <summary>Length of a histogram.</summary>
    public int TotalBins { get; }

    /// <summary>Bins every feature.</summary>
    public static BinnedData Build(TrainingData data, BoostingParameters parameters, CancellationToken cancellation)
    {
        int[] sampled = data.Rows > SampleRows ? new LightGbmRandom(parameters.Seeds.Data).Sample(data.Rows, SampleRows) : [];
        int sampleRows = data.Rows > SampleRows ? sampled.Length : data.Rows;
        int separableRows = (int)((double)parameters.MinimumRowsInLeaf * sampleRows / data.Rows);
        FeatureBins[] features = new FeatureBins[data.Features];
        byte[][] bins = new byte[data.Features][];
        int[] offsets = new int[data.Features];
        List<int> used = [];
        int totalBins = 0;
        for (int feature = 0; feature < features.Length; feature++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<double> column = data.Column(feature);
            features[feature] = FeatureBins.Find(
                sampled.Length > 0 ? Pick(column, sampled) : column,
                parameters.MaximumBins,
                parameters.MinimumRowsInBin,
                separableRows);
            bins[feature] = features[feature].IsTrivial ? [] : Map(features[feature], column);
            if (!features[feature].IsTrivial)
            {
                used.Add(feature);
                offsets[feature] = totalBins;
                totalBins += features[feature].Count;
            }
        }

        return new BinnedData(features, [.. used], bins, offsets, totalBins);
    }

    /// <summary>Maps other rows with the same features to these bins.</summary>
    /// <returns>Bins by feature and row; empty for trivial features.</returns>
    public byte[][] BinsOf(TrainingData other) =>
        [.. Features.Select((feature, position) => feature.IsTrivial ? [] : Map(feature, other.Column(position)))];

    private static double[] Pick(ReadOnlySpan<double> column, int[] rows)
    {
        double[] picked = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = column[rows[i]];
        }

        return picked;
    }

    private static byte[] Map(FeatureBins feature, ReadOnlySpan<double> column)
    {
        byte[] bins = new byte[column.Length];
        for (int row = 0; row < bins.Length; row++)
        {
            bins[row] = (byte)feature.BinOf(column[row]);
        }

        return bins;
    }
}
