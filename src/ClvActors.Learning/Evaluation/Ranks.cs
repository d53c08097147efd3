namespace ClvActors.Learning.Evaluation;

/// <summary>Ranks of values, 1 for the least.</summary>
internal static class Ranks
{
    /// <summary>Ranks with equal values sharing the mean of theirs, as Spearman's correlation needs them.</summary>
    public static double[] Average(ReadOnlySpan<double> values)
    {
        int[] order = Order(values);
        double[] ranks = new double[values.Length];
        for (int begin = 0; begin < order.Length;)
        {
            int end = begin + 1;
            while (end < order.Length && values[order[end]] == values[order[begin]])
            {
                end++;
            }

            // Positions begin to end - 1 have ranks begin + 1 to end.
            double rank = (begin + 1 + end) / 2.0;
            foreach (int position in order.AsSpan(begin, end - begin))
            {
                ranks[position] = rank;
            }

            begin = end;
        }

        return ranks;
    }

    /// <summary>Positions of the values in ascending order, equal ones in the order in which they stand.</summary>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        double[] keys = values.ToArray();
        Array.Sort(order, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : left.CompareTo(right));
        return order;
    }
}
