using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Merges the rungs of partitions into one ladder.</summary>
internal static class LadderMerge
{
    /// <summary>A ladder of at most so many rungs, evenly spaced by customers, the largest value among them.</summary>
    /// <param name="parts">The rungs of each partition.</param>
    /// <param name="most">Most rungs, at least 2.</param>
    /// <returns>The ladder; its counts are exact if all parts are, lower bounds otherwise.</returns>
    public static ValueLadder Of(ValueRungs[] parts, int most)
    {
        (double[] values, int[] upTo) = Union(parts);
        if (values.Length <= most)
        {
            return new ValueLadder(values, upTo, Array.TrueForAll(parts, part => part.IsExact));
        }

        List<int> chosen = [];
        for (int index = 1; index <= most; index++)
        {
            int place = (int)((long)index * upTo[^1] / most);
            int rung = Array.BinarySearch(upTo, place);
            rung = rung < 0 ? ~rung : rung;
            if (chosen.Count == 0 || rung > chosen[^1])
            {
                chosen.Add(rung);
            }
        }

        return new ValueLadder([.. chosen.Select(rung => values[rung])], [.. chosen.Select(rung => upTo[rung])], false);
    }

    private static (double[] Values, int[] UpTo) Union(ValueRungs[] parts)
    {
        double[] all = [.. parts.SelectMany(part => part.Values)];
        int[] customers = [.. parts.SelectMany(part => part.UpTo.Select((count, rung) => count - (rung == 0 ? 0 : part.UpTo[rung - 1])))];
        Array.Sort(all, customers);
        List<double> values = new(all.Length);
        List<int> upTo = new(all.Length);
        int count = 0;
        for (int step = 0; step < all.Length; step++)
        {
            count += customers[step];
            if (values.Count > 0 && values[^1] == all[step])
            {
                upTo[^1] = count;
            }
            else
            {
                values.Add(all[step]);
                upTo.Add(count);
            }
        }

        return ([.. values], [.. upTo]);
    }
}
