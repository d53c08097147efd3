using MathNet.Numerics.LinearAlgebra;

namespace ClvActors.Learning.Rivals.Linear;

/// <summary>Ridge regression: least squares with an L2 penalty on standardised features.</summary>
/// <remarks>
/// <para>Minimises sum (y - b - z w)^2 + <see cref="Penalty"/> x sum w^2; the intercept b is free. This is scikit-learn's <c>Ridge(alpha)</c> behind a
/// <c>StandardScaler</c>. Source: Hoerl and Kennard 1970, "Ridge Regression: Biased Estimation for Nonorthogonal Problems".</para>
/// <para>Solved by QR of the rows with sqrt(penalty) x I below them, which keeps the digits that forming Z'Z would lose where features are sums of others.</para>
/// </remarks>
public sealed record RidgeTrainer : IRegressionTrainer
{
    /// <summary>Weight of the penalty, above 0 and finite; 1 by default.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Whether features of a skewness above 1 are taken as sign(x) log(1 + |x|); false by default.</summary>
    public bool LogSkewedFeatures { get; init; }

    /// <inheritdoc/>
    public string Name => "ridge";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.Require(Penalty > 0 && double.IsFinite(Penalty), nameof(Penalty), Penalty, "above 0 and finite");
        TrainingInput.CheckLabels(features, labels);
        cancellation.ThrowIfCancellationRequested();
        FeatureScaling scaling = FeatureScaling.Fit(features, LogSkewedFeatures);
        double[][] columns = scaling.ScaleColumns(features);
        double intercept = TrainingInput.Mean(labels);

        Matrix<double> stacked = Matrix<double>.Build.Dense(features.Rows + features.Columns, features.Columns);
        Vector<double> target = Vector<double>.Build.Dense(features.Rows + features.Columns);
        for (int feature = 0; feature < columns.Length; feature++)
        {
            stacked.SetColumn(feature, 0, features.Rows, Vector<double>.Build.Dense(columns[feature]));
            stacked[features.Rows + feature, feature] = Math.Sqrt(Penalty);
        }

        for (int row = 0; row < labels.Length; row++)
        {
            target[row] = labels[row] - intercept;
        }

        return new LinearModel(scaling, [.. stacked.QR().Solve(target)], intercept);
    }
}
