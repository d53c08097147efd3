namespace ClvActors.Learning.Evaluation;

/// <summary>What every evaluation asks of its input.</summary>
internal static class EvaluationInput
{
    public static void Check(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        if (actual.IsEmpty)
        {
            throw new ArgumentException("there are no rows to evaluate", nameof(actual));
        }

        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"{predicted.Length} predictions for {actual.Length} actual values", nameof(predicted));
        }

        CheckFinite(actual, "actual value", nameof(actual));
        CheckFinite(predicted, "prediction", nameof(predicted));
    }

    public static void CheckShare(double share, string parameter)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(parameter, share, $"the {parameter} must be above 0 and below 1");
        }
    }

    /// <summary>Outcomes are 0 or 1, probabilities from 0 to 1.</summary>
    public static void CheckProbabilities(ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities)
    {
        Check(outcomes, probabilities);
        for (int row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row] is not (0 or 1))
            {
                throw new ArgumentException($"outcome of row {row} is {outcomes[row]}, expected 0 or 1", nameof(outcomes));
            }

            if (probabilities[row] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"probability of row {row} is {probabilities[row]}, expected 0 to 1", nameof(probabilities));
            }
        }
    }

    private static void CheckFinite(ReadOnlySpan<double> values, string what, string parameter)
    {
        for (int row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]))
            {
                throw new ArgumentException($"{what} of row {row} is {values[row]}", parameter);
            }
        }
    }
}
