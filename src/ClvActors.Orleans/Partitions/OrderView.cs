namespace ClvActors.Orleans.Partitions;

/// <summary>One version of one order of a partition.</summary>
/// <remarks>Immutable; safe on any thread.</remarks>
internal abstract class OrderView
{
    /// <summary>How many entries there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many entries lie before a key, which need not be present.</summary>
    public abstract int CountBefore(OrderKey key);

    /// <summary>The keys of a run; fewer at the end.</summary>
    public abstract OrderKey[] Keys(int position, int count);

    /// <summary>The key at a 0-based position.</summary>
    public abstract OrderKey KeyAt(int position);

    /// <summary>Evenly spaced keys with their positions, the first and the last entry among them.</summary>
    /// <param name="snapshotId">What the version is called.</param>
    /// <param name="most">Most keys, at least 2.</param>
    public OrderSample Sample(long snapshotId, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (Count <= most)
        {
            return new OrderSample(snapshotId, Count, Keys(0, Count), [.. Enumerable.Range(0, Count)]);
        }

        OrderKey[] keys = new OrderKey[most];
        int[] positions = new int[most];
        for (int index = 0; index < most; index++)
        {
            positions[index] = (int)((long)index * (Count - 1) / (most - 1));
            keys[index] = KeyAt(positions[index]);
        }

        return new OrderSample(snapshotId, Count, keys, positions);
    }

    /// <summary>The keys between two keys, both included.</summary>
    public OrderRange Range(long snapshotId, OrderKey low, OrderKey high)
    {
        int first = CountBefore(low);
        int end = CountBefore(high);
        end += end < Count && KeyAt(end) == high ? 1 : 0;
        return new OrderRange(snapshotId, first, Keys(first, Math.Max(0, end - first)));
    }
}
