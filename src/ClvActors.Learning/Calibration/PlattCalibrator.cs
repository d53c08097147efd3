namespace ClvActors.Learning.Calibration;

/// <summary>Platt scaling: a logistic curve through the scores, 1 / (1 + e^-(slope x score + intercept)).</summary>
/// <remarks>
/// <para>Source: Platt 1999, "Probabilistic Outputs for Support Vector Machines", with his smoothed targets (k + 1) / (k + 2) for k rows of outcome 1 and 1 / (k + 2) for k of
/// outcome 0, fitted by the Newton method of Lin, Lin and Weng 2007, "A Note on Platt's Probabilistic Outputs for Support Vector Machines". The slope is kept at 0 or above.</para>
/// <para>Scores should be log-odds or another unbounded scale: for probabilities pass log(p / (1 - p)). Immutable; any number of threads may apply it.</para>
/// </remarks>
public sealed class PlattCalibrator : ICalibrator
{
    private const int MaximumSteps = 100;
    private const double LeastStep = 1e-10;
    private const double Ridge = 1e-12;
    private const double GradientTolerance = 1e-8;

    /// <summary>Takes the parameters of a fitted calibrator, as stored in a bundle.</summary>
    /// <param name="slope">Finite, 0 or more.</param>
    /// <param name="intercept">Finite.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public PlattCalibrator(double slope, double intercept)
    {
        if (!(slope >= 0 && double.IsFinite(slope) && double.IsFinite(intercept)))
        {
            throw new ArgumentException($"slope {slope} and intercept {intercept} do not make a rising curve", nameof(slope));
        }

        Slope = slope;
        Intercept = intercept;
    }

    /// <summary>Log-odds per unit of the score, 0 or more.</summary>
    public double Slope { get; }

    /// <summary>Log-odds at score 0.</summary>
    public double Intercept { get; }

    /// <summary>Fits a calibrator.</summary>
    /// <param name="scores">Finite scores of rows that the model was not trained on, at least one.</param>
    /// <param name="outcomes">0 or 1, as many.</param>
    /// <returns>The calibrator; a flat one at the smoothed share of ones where a higher score does not mean a higher probability.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, a score is not finite, or an outcome is neither 0 nor 1.</exception>
    public static PlattCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        CalibrationInput.Check(scores, outcomes);
        double ones = 0;
        double sum = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            ones += outcomes[row];
            sum += scores[row];
        }

        // Centred and scaled scores keep the two equations well apart whatever the unit of the scores.
        double mean = sum / scores.Length;
        double squares = 0;
        foreach (double score in scores)
        {
            squares += (score - mean) * (score - mean);
        }

        double deviation = Math.Sqrt(squares / scores.Length);
        double zeros = scores.Length - ones;
        double flat = Math.Log((ones + 1) / (zeros + 1));
        if (deviation == 0)
        {
            return new PlattCalibrator(0, flat);
        }

        double[] scaled = new double[scores.Length];
        double[] targets = new double[scores.Length];
        for (int row = 0; row < scaled.Length; row++)
        {
            scaled[row] = (scores[row] - mean) / deviation;
            targets[row] = outcomes[row] == 1 ? (ones + 1) / (ones + 2) : 1 / (zeros + 2);
        }

        (double slope, double intercept) = Minimise(scaled, targets, flat);
        return slope > 0 ? new PlattCalibrator(slope / deviation, intercept - (slope * mean / deviation)) : new PlattCalibrator(0, flat);
    }

    /// <inheritdoc/>
    public double Apply(double score) => 1 / (1 + Math.Exp(-((Slope * score) + Intercept)));

    private static (double Slope, double Intercept) Minimise(double[] scores, double[] targets, double intercept)
    {
        double slope = 0;
        double loss = Loss(scores, targets, slope, intercept);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double slopeGradient = 0;
            double gradient = 0;
            double slopeCurvature = Ridge;
            double curvature = Ridge;
            double cross = 0;
            for (int row = 0; row < scores.Length; row++)
            {
                double probability = 1 / (1 + Math.Exp(-((slope * scores[row]) + intercept)));
                double error = probability - targets[row];
                double weight = probability * (1 - probability);
                slopeGradient += scores[row] * error;
                gradient += error;
                slopeCurvature += scores[row] * scores[row] * weight;
                cross += scores[row] * weight;
                curvature += weight;
            }

            if (Math.Abs(slopeGradient) < GradientTolerance && Math.Abs(gradient) < GradientTolerance)
            {
                break;
            }

            double determinant = (slopeCurvature * curvature) - (cross * cross);
            double slopeStep = ((curvature * slopeGradient) - (cross * gradient)) / determinant;
            double interceptStep = ((slopeCurvature * gradient) - (cross * slopeGradient)) / determinant;
            double length = 1;
            double candidate = Loss(scores, targets, slope - slopeStep, intercept - interceptStep);
            while (candidate >= loss && length > LeastStep)
            {
                length /= 2;
                candidate = Loss(scores, targets, slope - (length * slopeStep), intercept - (length * interceptStep));
            }

            if (candidate >= loss)
            {
                break;
            }

            (slope, intercept, loss) = (slope - (length * slopeStep), intercept - (length * interceptStep), candidate);
        }

        return (slope, intercept);
    }

    private static double Loss(double[] scores, double[] targets, double slope, double intercept)
    {
        double loss = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            double logOdds = (slope * scores[row]) + intercept;
            loss += Math.Max(logOdds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logOdds))) - (targets[row] * logOdds);
        }

        return loss;
    }
}
