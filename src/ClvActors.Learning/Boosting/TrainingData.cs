namespace ClvActors.Learning.Boosting;

/// <summary>What a model is trained on: named feature columns, labels and, optionally, weights and initial scores.</summary>
/// <remarks>
/// Features are numbers; NaN is a missing value, infinities are refused. Categorical columns are not supported by this trainer. The arrays are kept,
/// not copied: whoever passes them must not write to them while they are in use. Any number of threads may read.
/// </remarks>
public sealed class TrainingData
{
    private readonly double[][] _columns;

    /// <summary>Takes column-major features.</summary>
    /// <param name="featureNames">Distinct names without white space, at least one.</param>
    /// <param name="columns">One array per feature, one value per row; NaN is missing.</param>
    /// <param name="labels">One finite label per row, at least one row. Training rounds them to single precision, as LightGBM does.</param>
    /// <param name="weights">One finite weight of 0 or more per row, not all 0; null for equal weights.</param>
    /// <param name="initialScores">The score each row starts from, such as the logarithm of another model's prediction; null for none. They are no part of the trained model.</param>
    /// <exception cref="ArgumentException">A shape or a value is not as described; the message says which.</exception>
    public TrainingData(
        IReadOnlyList<string> featureNames,
        double[][] columns,
        double[] labels,
        double[]? weights = null,
        double[]? initialScores = null)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(labels);
        Require(columns.Length > 0, "there are no features", nameof(columns));
        Require(labels.Length > 0, "there are no rows", nameof(labels));
        Require(featureNames.Count == columns.Length, $"{featureNames.Count} feature names for {columns.Length} columns", nameof(featureNames));
        CheckNames(featureNames);
        for (int feature = 0; feature < columns.Length; feature++)
        {
            CheckColumn(featureNames[feature], columns[feature], labels.Length);
        }

        CheckPerRow(labels, labels.Length, "label", nameof(labels));
        if (weights is not null)
        {
            CheckPerRow(weights, labels.Length, "weight", nameof(weights));
            Require(weights.All(weight => weight >= 0), "a weight is negative", nameof(weights));
            Require(weights.Any(weight => (float)weight > 0), "all weights are 0", nameof(weights));
        }

        if (initialScores is not null)
        {
            CheckPerRow(initialScores, labels.Length, "initial score", nameof(initialScores));
        }

        FeatureNames = featureNames;
        _columns = columns;
        Labels = labels;
        Weights = weights;
        InitialScores = initialScores;
    }

    /// <summary>Names of the features, in column order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows => Labels.Length;

    /// <summary>Number of features, at least 1.</summary>
    public int Features => _columns.Length;

    /// <summary>One label per row.</summary>
    public double[] Labels { get; }

    /// <summary>One weight per row, or null.</summary>
    public double[]? Weights { get; }

    /// <summary>One initial score per row, or null.</summary>
    public double[]? InitialScores { get; }

    /// <summary>Takes row-major features: the value of feature f in row r stands at r x (number of names) + f.</summary>
    /// <inheritdoc cref="TrainingData(IReadOnlyList{string}, double[][], double[], double[], double[])"/>
    public static TrainingData FromRows(
        IReadOnlyList<string> featureNames,
        ReadOnlySpan<double> values,
        double[] labels,
        double[]? weights = null,
        double[]? initialScores = null)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        ArgumentNullException.ThrowIfNull(labels);
        Require(
            values.Length == (long)labels.Length * featureNames.Count,
            $"{values.Length} values do not make {labels.Length} rows of {featureNames.Count} features",
            nameof(values));
        double[][] columns = new double[featureNames.Count][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            double[] column = columns[feature] = new double[labels.Length];
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = values[(row * columns.Length) + feature];
            }
        }

        return new TrainingData(featureNames, columns, labels, weights, initialScores);
    }

    /// <summary>The values of one feature, one per row.</summary>
    public ReadOnlySpan<double> Column(int feature) => _columns[feature];

    private static void CheckNames(IReadOnlyList<string> names)
    {
        HashSet<string> seen = [];
        foreach (string name in names)
        {
            Require(
                !string.IsNullOrEmpty(name) && !name.Any(char.IsWhiteSpace),
                $"feature name '{name}' is empty or has white space, which LightGBM's text format cannot hold",
                nameof(names));
            Require(seen.Add(name), $"feature name '{name}' stands twice", nameof(names));
        }
    }

    private static void CheckColumn(string name, double[]? column, int rows)
    {
        Require(column is not null && column.Length == rows, $"feature '{name}' has {column?.Length ?? 0} values for {rows} labels", name);
        foreach (double value in column!)
        {
            if (double.IsInfinity(value))
            {
                throw new ArgumentException($"feature '{name}' holds an infinite value", name);
            }
        }
    }

    private static void CheckPerRow(double[] values, int rows, string what, string parameter)
    {
        Require(values.Length == rows, $"{values.Length} {what}s for {rows} labels", parameter);
        for (int row = 0; row < rows; row++)
        {
            if (!float.IsFinite((float)values[row]))
            {
                throw new ArgumentException($"{what} of row {row} is {values[row]}, no finite number of single precision", parameter);
            }
        }
    }

    private static void Require(bool holds, string message, string parameter)
    {
        if (!holds)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
