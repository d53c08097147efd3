namespace ClvActors.Domain.Population;

/// <summary>Several sorted sequences read as one, without merging them.</summary>
/// <typeparam name="T">The entries; no two sequences hold equal ones.</typeparam>
/// <remarks>
/// Selection narrows one half-open range per sequence around the wanted rank, halving the widest range in each step (Frederickson and Johnson 1982
/// in its simplest form): O(S log n) steps of O(S log n). Exact. Immutable; safe on any thread.
/// </remarks>
public sealed class MergedOrder<T>
    where T : struct, IComparable<T>
{
    private readonly OrderSnapshot<T>[] _parts;

    /// <summary>Reads some sequences as one.</summary>
    public MergedOrder(params OrderSnapshot<T>[] parts)
    {
        _parts = parts;
        foreach (OrderSnapshot<T> part in parts)
        {
            Count += part.Count;
        }
    }

    /// <summary>How many entries there are in all.</summary>
    public int Count { get; }

    /// <summary>How many entries lie before a cut.</summary>
    /// <typeparam name="TProbe">The kind of cut.</typeparam>
    public int CountBefore<TProbe>(TProbe probe)
        where TProbe : struct, IOrderProbe<T>
    {
        int count = 0;
        foreach (OrderSnapshot<T> part in _parts)
        {
            count += part.CountBefore(probe);
        }

        return count;
    }

    /// <summary>The entry at a position of the merged order, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not inside the order.</exception>
    public T Select(int position)
    {
        Span<int> cursor = stackalloc int[_parts.Length];
        Locate(position, cursor);
        return Smallest(cursor, out _);
    }

    /// <summary>Copies a run of the merged order.</summary>
    /// <param name="position">Position of the first entry, counted from 0.</param>
    /// <param name="count">How many entries; fewer are returned at the end.</param>
    public T[] Slice(int position, int count)
    {
        count = Math.Clamp(Count - position, 0, count);
        T[] slice = new T[count];
        if (count == 0)
        {
            return slice;
        }

        Span<int> cursor = stackalloc int[_parts.Length];
        Locate(position, cursor);
        for (int index = 0; index < count; index++)
        {
            slice[index] = Smallest(cursor, out int part);
            cursor[part]++;
        }

        return slice;
    }

    // Leaves in cursor, for each part, how many of its entries precede the wanted position.
    private void Locate(int position, Span<int> cursor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        Span<int> low = cursor;
        low.Clear();
        Span<int> high = stackalloc int[_parts.Length];
        for (int part = 0; part < _parts.Length; part++)
        {
            high[part] = _parts[part].Count;
        }

        while (true)
        {
            int widest = Widest(low, high);
            if (low[widest] == high[widest])
            {
                return;
            }

            int middle = (low[widest] + high[widest]) >>> 1;
            T pivot = _parts[widest][middle];
            int rank = CountBefore(new BeforeEntry<T>(pivot));
            for (int part = 0; part < _parts.Length; part++)
            {
                int before = part == widest ? middle : _parts[part].CountBefore(new BeforeEntry<T>(pivot));
                if (rank < position)
                {
                    low[part] = Math.Max(low[part], part == widest ? before + 1 : before);
                }
                else
                {
                    high[part] = Math.Min(high[part], before);
                }
            }
        }
    }

    private static int Widest(ReadOnlySpan<int> low, ReadOnlySpan<int> high)
    {
        int widest = 0;
        for (int part = 1; part < low.Length; part++)
        {
            widest = high[part] - low[part] > high[widest] - low[widest] ? part : widest;
        }

        return widest;
    }

    private T Smallest(ReadOnlySpan<int> cursor, out int part)
    {
        part = -1;
        T smallest = default;
        for (int candidate = 0; candidate < _parts.Length; candidate++)
        {
            if (cursor[candidate] < _parts[candidate].Count)
            {
                T entry = _parts[candidate][cursor[candidate]];
                if (part < 0 || entry.CompareTo(smallest) < 0)
                {
                    part = candidate;
                    smallest = entry;
                }
            }
        }

        return smallest;
    }
}
