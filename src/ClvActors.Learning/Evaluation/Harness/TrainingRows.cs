using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>All that a contender may learn from: features and labels of training customers.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed class TrainingRows
{
    private readonly double[] _labels;

    /// <summary>Takes rows; the labels are copied.</summary>
    /// <param name="features">One row of features per customer.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <exception cref="ArgumentException">There are more or fewer labels than rows, or one is not finite.</exception>
    public TrainingRows(FeatureMatrix features, ReadOnlySpan<double> labels)
    {
        TrainingInput.CheckLabels(features, labels);
        Features = features;
        _labels = labels.ToArray();
    }

    /// <summary>The features, one row per customer.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>The labels, one per row.</summary>
    public ReadOnlySpan<double> Labels => _labels;

    /// <summary>Some of the rows, in the order given.</summary>
    /// <param name="rows">Row numbers, at least one.</param>
    public TrainingRows Take(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] labels = new double[rows.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = _labels[rows[i]];
        }

        return new TrainingRows(Features.Take(rows), labels);
    }
}
