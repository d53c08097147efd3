using MathNet.Numerics.LinearAlgebra;

namespace ClvActors.Learning.Rivals.Linear;

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
        double[][] columns = WeightedProducts.WithOnes(scaling.ScaleColumns(features));
        double[] weights = new double[columns.Length];
        weights[0] = Math.Log(share / (1 - share));
        Minimise(columns, labels.ToArray(), weights, cancellation);
        return new LogisticModel(new LinearModel(scaling, weights[1..], weights[0]));
    }

    private void Minimise(double[][] columns, double[] labels, double[] weights, CancellationToken cancellation)
    {
        double[] scores = new double[labels.Length];
        double[] errors = new double[labels.Length];
        double[] curvatures = new double[labels.Length];
        WeightedProducts.Combine(columns, weights, scores);
        double loss = Loss(scores, labels, weights);
        for (int step = 0; step < MaximumSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int row = 0; row < labels.Length; row++)
            {
                double probability = LogisticModel.Sigmoid(scores[row]);
                errors[row] = probability - labels[row];
                curvatures[row] = probability * (1 - probability);
            }

            Vector<double> gradient = Vector<double>.Build.Dense([.. columns.Select(column => WeightedProducts.Of(column, errors))]);
            Matrix<double> hessian = WeightedProducts.Of(columns, curvatures);
            for (int feature = 1; feature < weights.Length; feature++)
            {
                gradient[feature] += Penalty * weights[feature];
                hessian[feature, feature] += Penalty;
            }

            // The intercept's curvature vanishes when all probabilities have run to 0 or 1; a rounding's worth keeps the matrix definite.
            hessian[0, 0] += 1e-12 * labels.Length;
            Vector<double> direction = hessian.Cholesky().Solve(gradient);
            if (direction * gradient <= Tolerance * labels.Length || !TryStep(columns, labels, weights, [.. direction], scores, ref loss))
            {
                break;
            }
        }
    }

    private bool TryStep(double[][] columns, double[] labels, double[] weights, double[] direction, double[] scores, ref double loss)
    {
        double length = 1;
        for (int halving = 0; halving < MaximumHalvings; halving++, length /= 2)
        {
            double[] candidate = [.. weights.Zip(direction, (weight, step) => weight - (length * step))];
            WeightedProducts.Combine(columns, candidate, scores);
            double candidateLoss = Loss(scores, labels, candidate);
            if (candidateLoss < loss)
            {
                candidate.CopyTo(weights, 0);
                loss = candidateLoss;
                return true;
            }
        }

        return false;
    }

    private double Loss(double[] scores, double[] labels, double[] weights)
    {
        double loss = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            // log(1 + e^s) - y s without overflow.
            double score = scores[row];
            loss += Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (labels[row] * score);
        }

        for (int feature = 1; feature < weights.Length; feature++)
        {
            loss += Penalty / 2 * weights[feature] * weights[feature];
        }

        return loss;
    }
}
