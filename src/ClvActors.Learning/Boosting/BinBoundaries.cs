namespace ClvActors.Learning.Boosting;

/// <summary>Chooses the upper bounds of a numeric feature's bins as LightGBM does: near-equal counts, heavy values on their own, zero in a bin of its own.</summary>
/// <remarks>
/// Source: <c>GreedyFindBin</c> and <c>FindBinWithZeroAsOneBin</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/io/bin.cpp. A bound is the
/// smallest double above the midpoint of two neighbouring values, so both worlds send a value the same way.
/// </remarks>
internal static class BinBoundaries
{
    /// <summary>Values this close to zero are zero (single-precision 1e-35, as LightGBM has it).</summary>
    public const double ZeroThreshold = 1e-35f;

    /// <summary>Bounds in ascending order, the last one infinite; at most <paramref name="maximumBins"/>.</summary>
    /// <param name="values">Distinct values, ascending.</param>
    /// <param name="counts">Rows of each value.</param>
    /// <param name="maximumBins">Most bounds, at least 1.</param>
    /// <param name="minimumRows">Fewest rows of a bin.</param>
    public static List<double> Find(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int maximumBins, int minimumRows)
    {
        int negatives = 0;
        while (negatives < values.Length && values[negatives] <= -ZeroThreshold)
        {
            negatives++;
        }

        int positives = negatives;
        while (positives < values.Length && values[positives] <= ZeroThreshold)
        {
            positives++;
        }

        int rowsBelow = Sum(counts[..negatives]);
        int rowsAbove = Sum(counts[positives..]);
        List<double> bounds = [];
        if (negatives > 0 && maximumBins > 1)
        {
            int share = Math.Max(1, (int)((double)rowsBelow / (rowsBelow + rowsAbove) * (maximumBins - 1)));
            bounds = FindGreedily(values[..negatives], counts[..negatives], share, rowsBelow, minimumRows);
            bounds[^1] = -ZeroThreshold;
        }

        int rest = maximumBins - 1 - bounds.Count;
        if (positives < values.Length && rest > 0)
        {
            bounds.Add(ZeroThreshold);
            bounds.AddRange(FindGreedily(values[positives..], counts[positives..], rest, rowsAbove, minimumRows));
        }
        else
        {
            bounds.Add(double.PositiveInfinity);
        }

        return bounds;
    }

    /// <summary>Bounds of values that all lie on one side of zero.</summary>
    public static List<double> FindGreedily(
        ReadOnlySpan<double> values,
        ReadOnlySpan<int> counts,
        int maximumBins,
        int rows,
        int minimumRows) =>
        values.Length <= maximumBins
            ? SeparateValues(values, counts, minimumRows)
            : SpreadValues(values, counts, maximumBins, rows, minimumRows);

    /// <summary>Whether <paramref name="next"/>, which is not below <paramref name="value"/>, is the same but for one unit in the last place.</summary>
    public static bool AreNeighbours(double value, double next) => next <= Math.BitIncrement(value);

    private static List<double> SeparateValues(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int minimumRows)
    {
        List<double> bounds = [];
        int inBin = 0;
        for (int i = 0; i < values.Length - 1; i++)
        {
            inBin += counts[i];
            if (inBin >= minimumRows && AddBetween(bounds, values[i], values[i + 1]))
            {
                inBin = 0;
            }
        }

        bounds.Add(double.PositiveInfinity);
        return bounds;
    }

    private static List<double> SpreadValues(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int maximumBins, int rows, int minimumRows)
    {
        maximumBins = Math.Max(1, Math.Min(maximumBins, rows / minimumRows));
        double heavyFrom = (double)rows / maximumBins;
        int restBins = maximumBins;
        int restRows = rows;
        foreach (int count in counts)
        {
            if (count >= heavyFrom)
            {
                restBins--;
                restRows -= count;
            }
        }

        double meanSize = (double)restRows / restBins;
        List<double> bounds = [];
        int bins = 0;
        int inBin = 0;
        for (int i = 0; i < values.Length - 1 && bins < maximumBins - 1; i++)
        {
            bool heavy = counts[i] >= heavyFrom;
            if (!heavy)
            {
                restRows -= counts[i];
            }

            inBin += counts[i];
            bool nextIsHeavy = counts[i + 1] >= heavyFrom;
            if (heavy || inBin >= meanSize || (nextIsHeavy && inBin >= Math.Max(1.0, meanSize * 0.5f)))
            {
                AddBetween(bounds, values[i], values[i + 1]);
                bins++;
                inBin = 0;
                if (!heavy)
                {
                    restBins--;
                    meanSize = restRows / (double)restBins;
                }
            }
        }

        bounds.Add(double.PositiveInfinity);
        return bounds;
    }

    private static bool AddBetween(List<double> bounds, double lower, double upper)
    {
        double bound = Math.BitIncrement((lower + upper) / 2.0);
        if (bounds.Count > 0 && AreNeighbours(bounds[^1], bound))
        {
            return false;
        }

        bounds.Add(bound);
        return true;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        int sum = 0;
        foreach (int count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
