using MathNet.Numerics.LinearAlgebra;

namespace ClvActors.Learning.Rivals;

/// <summary>Logistic regression with an L2 penalty on standardised features: the probability that a label is 1.</summary>
/// <remarks>
/// <para>Minimises sum log-loss + <see cref="Penalty"/> / 2 x sum w^2; the intercept is free. This is scikit-learn's <c>LogisticRegression(C = 1 / penalty)</c> behind
/// a <c>StandardScaler</c>. Newton's method (iteratively reweighted least squares; McCullagh and Nelder 1989, "Generalized Linear Models", section 2.5), each step
/// halved until the loss falls.</para>
/// <para>Labels are 0 or 1. Of a single class no finite intercept is best: then every row gets (k + 1) / (n + 2), k the number of ones (Laplace's rule of succession).</para>
/// </remarks>
public sealed record LogisticTrainer : IRegressionTrainer
{
    private const int MaximumSteps = 100;
    private const int MaximumHalvings = 40;

    /// <summary>Newton's decrement, in log-loss summed over the rows, below which the fit is done: 1e-10 of a row's.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>Weight of the penalty, above 0 and finite; 1 by default.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Whether features of a skewness above 1 are taken as sign(x) log(1 + |x|); false by default.</summary>
    public bool LogSkewedFeatures { get; init; }

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.Require(Penalty > 0 && double.IsFinite(Penalty), nameof(Penalty), Penalty, "above 0 and finite");
        TrainingInput.CheckOutcomes(features, labels);
        double share = TrainingInput.Mean(labels);
        if (share is 0 or 1)
        {
            return new ConstantModel(features.Columns, ((share * labels.Length) + 1) / (labels.Length + 2));
        }

        FeatureScaling scaling = FeatureScaling.Fit(features, LogSkewedFeatures);
        Matrix<double> design = Design(scaling.ScaleColumns(features));
        Vector<double> weights = Vector<double>.Build.Dense(design.ColumnCount);
        weights[0] = Math.Log(share / (1 - share));
        Minimise(design, labels.ToArray(), weights, cancellation);
        double[] found = [.. weights];
        return new LogisticModel(new LinearModel(scaling, found[1..], found[0]));
    }

    /// <summary>A column of ones, then the scaled features.</summary>
    private static Matrix<double> Design(double[][] columns)
    {
        Matrix<double> design = Matrix<double>.Build.Dense(columns[0].Length, columns.Length + 1, 1);
        for (int feature = 0; feature < columns.Length; feature++)
        {
            design.SetColumn(feature + 1, columns[feature]);
        }

        return design;
    }

    private void Minimise(Matrix<double> design, double[] labels, Vector<double> weights, CancellationToken cancellation)
    {
        double loss = Loss(design * weights, labels, weights);
        for (int step = 0; step < MaximumSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Vector<double> probabilities = (design * weights).Map(LogisticModel.Sigmoid);
            Vector<double> gradient = design.TransposeThisAndMultiply(probabilities - Vector<double>.Build.Dense(labels));
            Matrix<double> weighted = design.Clone();
            for (int row = 0; row < labels.Length; row++)
            {
                weighted.SetRow(row, design.Row(row) * (probabilities[row] * (1 - probabilities[row])));
            }

            Matrix<double> hessian = design.TransposeThisAndMultiply(weighted);
            for (int feature = 1; feature < weights.Count; feature++)
            {
                gradient[feature] += Penalty * weights[feature];
                hessian[feature, feature] += Penalty;
            }

            // The intercept's curvature vanishes when all probabilities have run to 0 or 1; a rounding's worth keeps the matrix definite.
            hessian[0, 0] += 1e-12 * labels.Length;
            Vector<double> direction = hessian.Cholesky().Solve(gradient);
            if (direction * gradient <= Tolerance * labels.Length || !TryStep(design, labels, weights, direction, ref loss))
            {
                break;
            }
        }
    }

    private bool TryStep(Matrix<double> design, double[] labels, Vector<double> weights, Vector<double> direction, ref double loss)
    {
        double length = 1;
        for (int halving = 0; halving < MaximumHalvings; halving++, length /= 2)
        {
            Vector<double> candidate = weights - (direction * length);
            double candidateLoss = Loss(design * candidate, labels, candidate);
            if (candidateLoss < loss)
            {
                candidate.CopyTo(weights);
                loss = candidateLoss;
                return true;
            }
        }

        return false;
    }

    private double Loss(Vector<double> scores, double[] labels, Vector<double> weights)
    {
        double loss = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            // log(1 + e^s) - y s without overflow.
            double score = scores[row];
            loss += Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (labels[row] * score);
        }

        for (int feature = 1; feature < weights.Count; feature++)
        {
            loss += Penalty / 2 * weights[feature] * weights[feature];
        }

        return loss;
    }
}
