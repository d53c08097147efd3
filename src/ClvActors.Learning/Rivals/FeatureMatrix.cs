namespace ClvActors.Learning.Rivals;

/// <summary>Rows of features, stored one after the other.</summary>
/// <remarks>
/// All values are finite: the families here know no missing values, so whoever has some decides what to put in their place. Immutable; any number of threads may read.
/// </remarks>
public sealed class FeatureMatrix
{
    private readonly double[] _values;

    private FeatureMatrix(double[] values, int rows, int columns)
    {
        _values = values;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>Number of features per row, at least 1.</summary>
    public int Columns { get; }

    /// <summary>All values; that of feature f in row r stands at r x <see cref="Columns"/> + f.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The features of a row.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> - 1.</param>
    public ReadOnlySpan<double> this[int row] => _values.AsSpan(row * Columns, Columns);

    /// <summary>Copies row-major values.</summary>
    /// <param name="values">The value of feature f in row r at r x <paramref name="columns"/> + f, all finite.</param>
    /// <param name="columns">Features per row, at least 1.</param>
    /// <exception cref="ArgumentException">There are no rows, the values do not make whole rows, or one is not finite.</exception>
    public static FeatureMatrix FromValues(ReadOnlySpan<double> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.IsEmpty || values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values do not make whole rows of {columns} features", nameof(values));
        }

        CheckFinite(values, columns);
        return new FeatureMatrix(values.ToArray(), values.Length / columns, columns);
    }

    /// <summary>Copies rows.</summary>
    /// <param name="rows">At least one row, all of the same length of at least 1, all values finite.</param>
    /// <exception cref="ArgumentException">A shape or a value is not as described.</exception>
    public static FeatureMatrix FromRows(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Length == 0)
        {
            throw new ArgumentException("there are no rows with features", nameof(rows));
        }

        int columns = rows[0].Length;
        double[] values = new double[rows.Count * columns];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != columns)
            {
                throw new ArgumentException($"row {row} has {rows[row].Length} features, row 0 has {columns}", nameof(rows));
            }

            rows[row].CopyTo(values, row * columns);
        }

        CheckFinite(values, columns);
        return new FeatureMatrix(values, rows.Count, columns);
    }

    /// <summary>Copies some rows, in the order given; a row may be taken several times.</summary>
    /// <param name="rows">Row numbers, at least one.</param>
    /// <exception cref="ArgumentException">No rows are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number is out of range.</exception>
    public FeatureMatrix Take(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw new ArgumentException("there are no rows to take", nameof(rows));
        }

        double[] values = new double[rows.Count * Columns];
        for (int i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(values.AsSpan(i * Columns));
        }

        return new FeatureMatrix(values, rows.Count, Columns);
    }

    /// <summary>Predicts every row with a model.</summary>
    /// <param name="model">A model of as many features.</param>
    /// <returns>One prediction per row.</returns>
    /// <exception cref="ArgumentException">The model takes another number of features.</exception>
    public double[] Predict(IRegressor model)
    {
        ArgumentNullException.ThrowIfNull(model);
        double[] predictions = new double[Rows];
        for (int row = 0; row < predictions.Length; row++)
        {
            predictions[row] = model.Predict(this[row]);
        }

        return predictions;
    }

    /// <summary>The values of one feature, one per row.</summary>
    internal double[] Column(int feature)
    {
        double[] column = new double[Rows];
        for (int row = 0; row < column.Length; row++)
        {
            column[row] = _values[(row * Columns) + feature];
        }

        return column;
    }

    private static void CheckFinite(ReadOnlySpan<double> values, int columns)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"feature {i % columns} of row {i / columns} is {values[i]}", nameof(values));
            }
        }
    }
}
