namespace ClvActors.Learning.Calibration;

/// <summary>What every fit of a calibrator asks of its input.</summary>
internal static class CalibrationInput
{
    public static void Check(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException("there are no rows to calibrate on", nameof(scores));
        }

        if (scores.Length != outcomes.Length)
        {
            throw new ArgumentException($"{outcomes.Length} outcomes for {scores.Length} scores", nameof(outcomes));
        }

        for (int row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row]))
            {
                throw new ArgumentException($"score of row {row} is {scores[row]}", nameof(scores));
            }

            if (outcomes[row] is not (0 or 1))
            {
                throw new ArgumentException($"outcome of row {row} is {outcomes[row]}, expected 0 or 1", nameof(outcomes));
            }
        }
    }
}
