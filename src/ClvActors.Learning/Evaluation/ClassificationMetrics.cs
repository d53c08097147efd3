namespace ClvActors.Learning.Evaluation;

/// <summary>How well predicted probabilities match outcomes.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="Positives">Rows whose outcome is 1.</param>
/// <param name="LogLoss">Mean of -log of the probability given to what came true, probabilities kept from <see cref="LeastProbability"/> to 1 - that; less is better.</param>
/// <param name="Brier">Mean of (probability - outcome)^2, 0 to 1; less is better (Brier 1950, "Verification of Forecasts Expressed in Terms of Probability").</param>
/// <param name="Auc">
/// Area under the receiver operating characteristic: the chance that a row of outcome 1 has a higher probability than one of outcome 0, equal ones counting half
/// (Mann and Whitney's U). NaN when all outcomes are the same.
/// </param>
/// <param name="MeanProbability">Mean of the probabilities; <see cref="Positives"/> / <see cref="Rows"/> if they are right on the whole.</param>
public sealed record ClassificationMetrics(int Rows, int Positives, double LogLoss, double Brier, double Auc, double MeanProbability)
{
    /// <summary>Probabilities nearer to 0 or 1 than this are moved to it, or one certain mistake would make the log-loss infinite.</summary>
    public const double LeastProbability = 1e-15;

    /// <summary>Compares probabilities with outcomes.</summary>
    /// <param name="outcomes">0 or 1 per row, at least one row.</param>
    /// <param name="probabilities">Probability of 1, from 0 to 1, as many.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, an outcome is neither 0 nor 1, or a probability is out of range.</exception>
    public static ClassificationMetrics Of(ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities)
    {
        EvaluationInput.CheckProbabilities(outcomes, probabilities);
        double logLoss = 0;
        double squared = 0;
        double sum = 0;
        double positiveRanks = 0;
        int positives = 0;
        double[] ranks = Ranks.Average(probabilities);
        for (int row = 0; row < outcomes.Length; row++)
        {
            double probability = probabilities[row];
            double clipped = Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
            squared += (probability - outcomes[row]) * (probability - outcomes[row]);
            sum += probability;
            if (outcomes[row] == 1)
            {
                logLoss -= Math.Log(clipped);
                positiveRanks += ranks[row];
                positives++;
            }
            else
            {
                logLoss -= Math.Log(1 - clipped);
            }
        }

        double pairs = (double)positives * (outcomes.Length - positives);
        double wins = positiveRanks - (positives * (positives + 1.0) / 2);
        return new ClassificationMetrics(
            outcomes.Length,
            positives,
            logLoss / outcomes.Length,
            squared / outcomes.Length,
            pairs == 0 ? double.NaN : wins / pairs,
            sum / outcomes.Length);
    }
}
