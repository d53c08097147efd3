namespace ClvActors.Learning.Boosting;

/// <summary>LightGBM's linear congruential generator (x = 214013 x + 2531011 mod 2^32), so that one seed draws the same rows and features here and there.</summary>
/// <remarks>Source: https://github.com/microsoft/LightGBM/blob/v4.6.0/include/LightGBM/utils/random.h. Not safe for use by several threads.</remarks>
internal sealed class LightGbmRandom(int seed)
{
    private uint _state = unchecked((uint)seed);

    /// <summary>An integer of [lower, upper), for ranges below 32,768.</summary>
    public int NextShort(int lower, int upper) => ((int)((Advance() >> 16) & 0x7FFF) % (upper - lower)) + lower;

    /// <summary>An integer of [lower, upper).</summary>
    public int NextInt(int lower, int upper) => ((int)(Advance() & 0x7FFFFFFF) % (upper - lower)) + lower;

    /// <summary>One of 32,768 evenly spaced numbers of [0, 1).</summary>
    public float NextFloat() => ((Advance() >> 16) & 0x7FFF) / 32768.0f;

    /// <summary>Ascending sample of <paramref name="count"/> different numbers of 0 to <paramref name="total"/> - 1; empty when count is not in 1 to total.</summary>
    public int[] Sample(int total, int count)
    {
        if (count > total || count <= 0)
        {
            return [];
        }

        if (count == total)
        {
            return [.. Enumerable.Range(0, total)];
        }

        // Dense samples walk all numbers (selection sampling, Knuth 3.4.2 S); sparse ones use Floyd's algorithm.
        return count > 1 && count > total / Math.Log2(count) ? SampleDense(total, count) : SampleSparse(total, count);
    }

    private int[] SampleDense(int total, int count)
    {
        List<int> chosen = new(count);
        for (int number = 0; number < total; number++)
        {
            double probability = (count - chosen.Count) / (double)(total - number);
            if (NextFloat() < probability)
            {
                chosen.Add(number);
            }
        }

        return [.. chosen];
    }

    private int[] SampleSparse(int total, int count)
    {
        SortedSet<int> chosen = [];
        for (int last = total - count; last < total; last++)
        {
            if (!chosen.Add(NextInt(0, last + 1)))
            {
                chosen.Add(last);
            }
        }

        return [.. chosen];
    }

    private uint Advance() => _state = unchecked((214013u * _state) + 2531011u);
}
