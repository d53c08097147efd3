namespace ClvActors.Learning.Rivals;

/// <summary>Brings columns to mean 0 and variance 1 on the training rows, skewed ones after a logarithm if asked for.</summary>
/// <remarks>
/// <para>z = (t(x) - mean) / deviation with the population's deviation (n, not n - 1), as scikit-learn's <c>StandardScaler</c>; a constant column becomes 0, whatever it
/// holds later. t is the identity or, for a skewed column, sign(x) log(1 + |x|), which is defined below 0 too.</para>
/// <para>Immutable; any number of threads may read.</para>
/// </remarks>
internal sealed class FeatureScaling
{
    /// <summary>Skewness above which a column counts as skewed: an exponential distribution has 2, a normal one 0.</summary>
    private const double Skewed = 1;

    /// <summary>A deviation below this share of the column's largest magnitude is rounding, not variation.</summary>
    private const double Constant = 1e-12;

    private readonly bool[] _logarithmic;
    private readonly double[] _means;
    private readonly double[] _factors;

    private FeatureScaling(bool[] logarithmic, double[] means, double[] factors)
    {
        _logarithmic = logarithmic;
        _means = means;
        _factors = factors;
    }

    public int Features => _means.Length;

    public static FeatureScaling Fit(FeatureMatrix features, bool logSkewed)
    {
        bool[] logarithmic = new bool[features.Columns];
        double[] means = new double[features.Columns];
        double[] factors = new double[features.Columns];
        for (int feature = 0; feature < features.Columns; feature++)
        {
            double[] column = features.Column(feature);
            if (logSkewed && Skewness(column) > Skewed)
            {
                logarithmic[feature] = true;
                column = Array.ConvertAll(column, SignedLog);
            }

            (means[feature], factors[feature]) = Standardise(column);
        }

        return new FeatureScaling(logarithmic, means, factors);
    }

    /// <summary>The scaled value of one feature.</summary>
    public double Scale(int feature, double value) =>
        ((_logarithmic[feature] ? SignedLog(value) : value) - _means[feature]) * _factors[feature];

    /// <summary>All columns scaled, one array per feature.</summary>
    public double[][] ScaleColumns(FeatureMatrix features)
    {
        double[][] columns = new double[features.Columns][];
        for (int feature = 0; feature < columns.Length; feature++)
        {
            double[] column = columns[feature] = features.Column(feature);
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = Scale(feature, column[row]);
            }
        }

        return columns;
    }

    /// <summary>Mean and reciprocal deviation; the reciprocal is 0 for a constant column.</summary>
    private static (double Mean, double Factor) Standardise(double[] column)
    {
        double mean = TrainingInput.Mean(column);
        double squares = 0;
        double largest = 0;
        foreach (double value in column)
        {
            squares += (value - mean) * (value - mean);
            largest = Math.Max(largest, Math.Abs(value));
        }

        double deviation = Math.Sqrt(squares / column.Length);
        return (mean, deviation <= Constant * largest ? 0 : 1 / deviation);
    }

    private static double Skewness(double[] column)
    {
        double mean = TrainingInput.Mean(column);
        double squares = 0;
        double cubes = 0;
        foreach (double value in column)
        {
            double away = value - mean;
            squares += away * away;
            cubes += away * away * away;
        }

        double variance = squares / column.Length;
        return variance == 0 ? 0 : cubes / column.Length / (variance * Math.Sqrt(variance));
    }

    private static double SignedLog(double value) => Math.CopySign(Math.Log(1 + Math.Abs(value)), value);
}
