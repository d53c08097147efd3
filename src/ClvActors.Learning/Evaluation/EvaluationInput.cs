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
