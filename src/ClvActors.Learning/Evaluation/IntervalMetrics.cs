namespace ClvActors.Learning.Evaluation;

/// <summary>How well predicted intervals hold what came true.</summary>
/// <remarks>An actual value at an end of its interval counts as inside. Immutable; any number of threads may read.</remarks>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="Coverage">Share of the rows whose actual value lies in the interval, 0 to 1; good intervals come out at their nominal level.</param>
/// <param name="BelowShare">Share of the rows whose actual value is below the lower end.</param>
/// <param name="AboveShare">Share of the rows whose actual value is above the upper end.</param>
/// <param name="MeanWidth">Mean of upper - lower end, in the unit of the values.</param>
/// <param name="MedianWidth">Median of upper - lower end: where values are skewed, a few wide intervals decide the mean.</param>
/// <param name="IntervalScore">
/// Mean of width + 2 / (1 - level) x the distance by which the actual value lies outside, which rewards narrow intervals and punishes misses; less is better (Gneiting and
/// Raftery 2007, "Strictly Proper Scoring Rules, Prediction, and Estimation", section 6.2).
/// </param>
public sealed record IntervalMetrics(
    int Rows, double Coverage, double BelowShare, double AboveShare, double MeanWidth, double MedianWidth, double IntervalScore)
{
    /// <summary>Compares intervals with actual values.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="lower">Lower ends, finite, as many.</param>
    /// <param name="upper">Upper ends, finite, as many, none below its lower end.</param>
    /// <param name="level">Nominal level of the intervals, above 0 and below 1, such as 0.8.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, a value is not finite, or an interval's ends are exchanged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range.</exception>
    public static IntervalMetrics Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double level)
    {
        EvaluationInput.Check(actual, lower);
        EvaluationInput.Check(actual, upper);
        EvaluationInput.CheckShare(level, nameof(level));
        int below = 0;
        int above = 0;
        double missed = 0;
        double width = 0;
        double[] widths = new double[actual.Length];
        for (int row = 0; row < actual.Length; row++)
        {
            widths[row] = upper[row] - lower[row];
            if (widths[row] < 0)
            {
                throw new ArgumentException($"the interval of row {row} ends at {upper[row]}, before it begins at {lower[row]}", nameof(upper));
            }

            width += widths[row];
            below += actual[row] < lower[row] ? 1 : 0;
            above += actual[row] > upper[row] ? 1 : 0;
            missed += Math.Max(lower[row] - actual[row], 0) + Math.Max(actual[row] - upper[row], 0);
        }

        double rows = actual.Length;
        Array.Sort(widths);
        return new IntervalMetrics(
            actual.Length,
            (rows - below - above) / rows,
            below / rows,
            above / rows,
            width / rows,
            (widths[(widths.Length - 1) / 2] + widths[widths.Length / 2]) / 2,
            (width + (2 / (1 - level) * missed)) / rows);
    }
}
