namespace ClvActors.Learning.Evaluation;

/// <summary>How much of the value the customers with the highest predictions hold: cumulative gains and normalised Gini.</summary>
/// <remarks>
/// <para>Source: Wang, Liu and Miao 2019, "A Deep Probabilistic Model for Customer Lifetime Value Prediction", and its code,
/// https://github.com/google/lifetime_value/blob/master/lifetime_value/metrics.py (<c>cumulative_true</c>, <c>gini_from_gain</c>).</para>
/// <para>Deviation: there, rows of equal predictions stand in the order in which an unstable sort leaves them. Here each holds the mean actual value of its block, the
/// expectation over all orders, so the figures depend on the predictions alone. Without equal predictions the two are the same.</para>
/// </remarks>
public static class GainCurve
{
    /// <summary>The curve at evenly spaced shares of the rows.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <param name="steps">Number of steps, at least 1; 20 gives every twentieth of the rows.</param>
    /// <returns>steps + 1 points from (0, 0) to (1, 1), linear between rows; NaN captured shares when the actual values sum to 0.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    public static IReadOnlyList<GainPoint> Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, int steps = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        EvaluationInput.Check(actual, predicted);
        double[] captured = Cumulate(actual, predicted);
        double total = captured[^1];
        GainPoint[] points = new GainPoint[steps + 1];
        for (int step = 0; step <= steps; step++)
        {
            double rows = (double)actual.Length * step / steps;
            int whole = (int)rows;
            double below = whole == 0 ? 0 : captured[whole - 1];
            double next = whole == actual.Length ? total : captured[whole];
            double value = below + ((rows - whole) * (next - below));
            points[step] = new GainPoint((double)step / steps, total == 0 ? double.NaN : value / total);
        }

        return points;
    }

    /// <summary>
    /// The Gini coefficient of the order by prediction divided by that of the order by actual value: 1 for the perfect order, about 0 for a useless one, below 0 for a reversed
    /// one.
    /// </summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <returns>
    /// With G = 2 / n x sum of the cumulative shares of the n rows, highest first, - 1: G by prediction / G by actual value. NaN when the actual values sum to 0 or the perfect
    /// order's G is 0.
    /// </returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    public static double NormalisedGini(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        EvaluationInput.Check(actual, predicted);
        double perfect = Gini(Cumulate(actual, actual));
        return perfect == 0 ? double.NaN : Gini(Cumulate(actual, predicted)) / perfect;
    }

    private static double Gini(double[] captured)
    {
        double total = captured[^1];
        if (total == 0)
        {
            return double.NaN;
        }

        double sum = 0;
        foreach (double value in captured)
        {
            sum += value;
        }

        return (2 * sum / total / captured.Length) - 1;
    }

    /// <summary>Cumulative actual values by descending score, rows of equal scores sharing their mean.</summary>
    private static double[] Cumulate(ReadOnlySpan<double> actual, ReadOnlySpan<double> scores)
    {
        int[] ascending = Ranks.Order(scores);
        double[] captured = new double[ascending.Length];
        double sum = 0;
        for (int end = ascending.Length; end > 0;)
        {
            double score = scores[ascending[end - 1]];
            double block = 0;
            int begin = end;
            while (begin > 0 && scores[ascending[begin - 1]] == score)
            {
                block += actual[ascending[--begin]];
            }

            int before = ascending.Length - end;
            int rows = end - begin;
            for (int row = 1; row <= rows; row++)
            {
                captured[before + row - 1] = sum + (block * row / rows);
            }

            sum += block;
            end = begin;
        }

        return captured;
    }
}
