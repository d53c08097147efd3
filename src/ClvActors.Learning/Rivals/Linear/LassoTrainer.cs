namespace ClvActors.Learning.Rivals.Linear;

/// <summary>Lasso: least squares with an L1 penalty on standardised features, which sets the coefficients of useless features to 0.</summary>
/// <remarks>
/// <para>Minimises sum (y - b - z w)^2 / (2 n) + <see cref="Penalty"/> x sum |w|; the intercept b is free. This is scikit-learn's <c>Lasso(alpha)</c> behind a
/// <c>StandardScaler</c>. The penalty is in the label's unit: from max |z' y| / n on, all coefficients are 0.</para>
/// <para>Cyclic coordinate descent with covariance updates: Friedman, Hastie and Tibshirani 2010, "Regularization Paths for Generalized Linear Models via Coordinate
/// Descent", section 2.2. It ends when no coefficient moves by more than 1e-9 of the label's deviation in a sweep, or after <see cref="MaximumSweeps"/>. Columns that
/// are all but equal (correlation above 0.999) may use all sweeps: how they share a coefficient is then not settled, the loss is (duality gap below 0.1 %).</para>
/// </remarks>
public sealed record LassoTrainer : IRegressionTrainer
{
    private const double Tolerance = 1e-9;

    /// <summary>Weight of the penalty in the label's unit, above 0 and finite; 0.1 by default.</summary>
    public double Penalty { get; init; } = 0.1;

    /// <summary>Whether features of a skewness above 1 are taken as sign(x) log(1 + |x|); false by default.</summary>
    public bool LogSkewedFeatures { get; init; }

    /// <summary>Most passes over the features, at least 1; 20,000 by default.</summary>
    public int MaximumSweeps { get; init; } = 20_000;

    /// <inheritdoc/>
    public string Name => "lasso";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.Require(Penalty > 0 && double.IsFinite(Penalty), nameof(Penalty), Penalty, "above 0 and finite");
        TrainingInput.Require(MaximumSweeps >= 1, nameof(MaximumSweeps), MaximumSweeps, "at least 1");
        TrainingInput.CheckLabels(features, labels);
        FeatureScaling scaling = FeatureScaling.Fit(features, LogSkewedFeatures);
        double[][] columns = scaling.ScaleColumns(features);
        double intercept = TrainingInput.Mean(labels);
        double[] residuals = new double[labels.Length];
        for (int row = 0; row < residuals.Length; row++)
        {
            residuals[row] = labels[row] - intercept;
        }

        return new LinearModel(scaling, Descend(columns, residuals, cancellation), intercept);
    }

    private double[] Descend(double[][] columns, double[] target, CancellationToken cancellation)
    {
        int count = columns.Length;
        double[] covariances = Covariances(columns, cancellation);
        double[] gradients = [.. columns.Select(column => Product(column, target))];
        double[] coefficients = new double[count];
        double least = Tolerance * Math.Sqrt(Product(target, target));
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            double largestMove = 0;
            for (int feature = 0; feature < count; feature++)
            {
                ReadOnlySpan<double> covariance = covariances.AsSpan(feature * count, count);
                double variance = covariance[feature];
                if (variance == 0)
                {
                    continue;
                }

                double before = coefficients[feature];
                double after = SoftThreshold(gradients[feature] + (variance * before), Penalty) / variance;
                double move = after - before;
                if (move == 0)
                {
                    continue;
                }

                coefficients[feature] = after;
                for (int other = 0; other < count; other++)
                {
                    gradients[other] -= covariance[other] * move;
                }

                largestMove = Math.Max(largestMove, Math.Abs(move));
            }

            if (largestMove <= least)
            {
                break;
            }
        }

        return coefficients;
    }

    private static double SoftThreshold(double value, double threshold) =>
        Math.Sign(value) * Math.Max(Math.Abs(value) - threshold, 0);

    private static double[] Covariances(double[][] columns, CancellationToken cancellation)
    {
        double[] covariances = new double[columns.Length * columns.Length];
        for (int left = 0; left < columns.Length; left++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int right = 0; right <= left; right++)
            {
                double covariance = Product(columns[left], columns[right]);
                covariances[(left * columns.Length) + right] = covariance;
                covariances[(right * columns.Length) + left] = covariance;
            }
        }

        return covariances;
    }

    /// <summary>Mean of the products.</summary>
    private static double Product(double[] left, double[] right)
    {
        double sum = 0;
        for (int row = 0; row < left.Length; row++)
        {
            sum += left[row] * right[row];
        }

        return sum / left.Length;
    }
}
