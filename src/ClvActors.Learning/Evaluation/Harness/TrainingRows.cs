using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>All that a contender may learn from: features and labels of training customers.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed class TrainingRows
{
    private readonly double[] _labels;
    private readonly int[] _customers;

    /// <summary>Takes rows; the labels are copied.</summary>
    /// <param name="features">One row of features per customer, or several where customers are seen at several dates.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="customers">Number of each row's customer, rows of later dates behind those of earlier ones; empty when every row is another customer's.</param>
    /// <exception cref="ArgumentException">There are more or fewer labels or customers than rows, or a label is not finite.</exception>
    public TrainingRows(FeatureMatrix features, ReadOnlySpan<double> labels, ReadOnlySpan<int> customers = default)
    {
        TrainingInput.CheckLabels(features, labels);
        if (!customers.IsEmpty && customers.Length != labels.Length)
        {
            throw new ArgumentException($"{customers.Length} customers for {labels.Length} rows", nameof(customers));
        }

        Features = features;
        _labels = labels.ToArray();
        _customers = customers.ToArray();
    }

    /// <summary>The features, one row per customer.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>The labels, one per row.</summary>
    public ReadOnlySpan<double> Labels => _labels;

    /// <summary>Number of each row's customer; empty when every row is another customer's.</summary>
    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Some of the rows, in the order given.</summary>
    /// <param name="rows">Row numbers, at least one.</param>
    public TrainingRows Take(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] labels = new double[rows.Count];
        int[] customers = new int[_customers.Length == 0 ? 0 : rows.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = _labels[rows[i]];
        }

        for (int i = 0; i < customers.Length; i++)
        {
            customers[i] = _customers[rows[i]];
        }

        return new TrainingRows(Features.Take(rows), labels, customers);
    }
}
