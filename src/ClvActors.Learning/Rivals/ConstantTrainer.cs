namespace ClvActors.Learning.Rivals;

/// <summary>The naive model: every row gets the training labels' mean or median, which no model may lose to.</summary>
public sealed record ConstantTrainer : IRegressionTrainer
{
    private ConstantTrainer(string name) => Name = name;

    /// <summary>Predicts the mean, the best constant for squared error.</summary>
    public static ConstantTrainer Mean { get; } = new("naive mean");

    /// <summary>Predicts the median, the best constant for absolute error; of an even number of labels the mean of the middle two.</summary>
    public static ConstantTrainer Median { get; } = new("naive median");

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.CheckLabels(features, labels);
        return new ConstantModel(features.Columns, this == Mean ? TrainingInput.Mean(labels) : MedianOf(labels));
    }

    private static double MedianOf(ReadOnlySpan<double> labels)
    {
        double[] sorted = labels.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
