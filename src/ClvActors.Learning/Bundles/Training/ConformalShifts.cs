using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Calibrates interval ends on customers that the models behind the ends had not seen.</summary>
/// <remarks>
/// Conformalised quantile regression (Romano, Patterson and Candes 2019) on cross-fitted ends (Vovk 2015, "Cross-conformal predictors"; Barber, Candes, Ramdas and
/// Tibshirani 2021, "Predictive inference with the jackknife+"), within groups of the raw lower end (Mondrian; Vovk, Gammerman and Shafer 2005). Labels have a point mass at
/// 0: where many customers spend nothing, the interval begins at 0, nothing can fall below it, and the upper end alone is moved until the interval holds its share.
/// Scores are log(1 + spend). Stateless; safe on any thread.
/// </remarks>
public static class ConformalShifts
{
    // e^-100 of a pound: an upper end that says nothing, where the predicted value holds the share alone.
    private const double LeastShift = -100;

    /// <summary>Calibrates intervals with two ends.</summary>
    /// <param name="scores">What came true, log(1 + spend).</param>
    /// <param name="low">Raw lower ends by models that had not seen the row.</param>
    /// <param name="high">Raw upper ends likewise.</param>
    /// <param name="level">Share that the intervals shall hold.</param>
    /// <param name="bounds">Bounds of the raw lower end between groups, ascending; below the first one intervals begin at 0.</param>
    /// <param name="fewest">Fewest rows of a group; smaller ones are joined with the next higher, the last with the one below.</param>
    /// <returns>Groups by ascending bound.</returns>
    /// <exception cref="ArgumentException">There are no rows, or the spans differ in length.</exception>
    public static IReadOnlyList<IntervalGroup> TwoSided(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> low, ReadOnlySpan<double> high, double level, IReadOnlyList<double> bounds, int fewest)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        RequireLengths(scores.Length, low.Length, high.Length);
        List<(double? Above, bool BeginsAtZero, List<int> Rows)> groups = [];
        for (int group = 0; group <= bounds.Count; group++)
        {
            List<int> rows = [];
            for (int row = 0; row < scores.Length; row++)
            {
                bool isAbove = group == 0 || low[row] > bounds[group - 1];
                bool isBelow = group == bounds.Count || !(low[row] > bounds[group]);
                if (isAbove && isBelow)
                {
                    rows.Add(row);
                }
            }

            groups.Add((group == 0 ? null : bounds[group - 1], group == 0, rows));
        }

        Join(groups, fewest);
        List<IntervalGroup> result = [];
        foreach ((double? above, bool beginsAtZero, List<int> rows) in groups)
        {
            double[] misses = new double[rows.Count];
            for (int at = 0; at < misses.Length; at++)
            {
                int row = rows[at];
                double over = scores[row] - high[row];
                misses[at] = beginsAtZero ? over : Math.Max(low[row] - scores[row], over);
            }

            double shift = Quantile(misses, level);
            result.Add(new IntervalGroup(above, beginsAtZero ? null : -shift, shift, rows.Count));
        }

        return result;
    }

    /// <summary>Calibrates intervals that begin at 0 and always hold the predicted value.</summary>
    /// <param name="scores">What came true, log(1 + spend).</param>
    /// <param name="values">Predicted values by models that had not seen the row, log(1 + value): rows up to them are held in any case.</param>
    /// <param name="high">Raw upper ends likewise.</param>
    /// <param name="level">Share that the intervals shall hold.</param>
    /// <returns>The one group.</returns>
    /// <exception cref="ArgumentException">There are no rows, or the spans differ in length.</exception>
    public static IReadOnlyList<IntervalGroup> FromZero(ReadOnlySpan<double> scores, ReadOnlySpan<double> values, ReadOnlySpan<double> high, double level)
    {
        RequireLengths(scores.Length, values.Length, high.Length);
        double[] misses = new double[scores.Length];
        for (int row = 0; row < misses.Length; row++)
        {
            misses[row] = scores[row] <= values[row] ? LeastShift : scores[row] - high[row];
        }

        return [new IntervalGroup(null, null, Math.Max(Quantile(misses, level), LeastShift), misses.Length)];
    }

    /// <summary>The smallest of n misses that at least (n + 1) x level of them do not exceed: the finite-sample quantile of split conformal prediction.</summary>
    internal static double Quantile(double[] misses, double level)
    {
        double[] sorted = [.. misses];
        Array.Sort(sorted);
        int rank = (int)Math.Ceiling(level * (sorted.Length + 1));
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    // A small lowest group gives up beginning at 0; a small highest one is taken in by the group below.
    private static void Join(List<(double? Above, bool BeginsAtZero, List<int> Rows)> groups, int fewest)
    {
        for (int group = 0; group < groups.Count - 1;)
        {
            if (groups[group].Rows.Count >= fewest)
            {
                group++;
                continue;
            }

            groups[group + 1] = (groups[group].Above, false, [.. groups[group].Rows, .. groups[group + 1].Rows]);
            groups.RemoveAt(group);
        }

        if (groups.Count > 1 && groups[^1].Rows.Count < fewest)
        {
            groups[^2] = (groups[^2].Above, groups[^2].BeginsAtZero, [.. groups[^2].Rows, .. groups[^1].Rows]);
            groups.RemoveAt(groups.Count - 1);
        }
    }

    private static void RequireLengths(int scores, int first, int second)
    {
        if (scores == 0 || first != scores || second != scores)
        {
            throw new ArgumentException($"there are {scores} scores, and ends of {first} and {second} rows");
        }
    }
}
