using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>Samples of one order from all partitions, and what they say of ranks in the whole order.</summary>
/// <remarks>
/// <para>A sampled key's place in its own partition is exact. Of another partition it is known that all entries up to the last smaller sample
/// lie before it, and none from the next larger sample on; summed over partitions that bounds its rank in the whole order from both sides.</para>
/// <para>The bracket of a position is the highest key that surely does not lie behind it and the lowest that surely does not lie before it.
/// With samples g(i) entries apart in partition i it holds fewer than 2 x sum g(i) + 1 keys: about 2n / m of n entries with m keys from each
/// partition. Immutable; safe on any thread.</para>
/// </remarks>
internal sealed class SampledOrder
{
    private readonly OrderSample[] _parts;
    private readonly OrderKey[] _keys;
    private readonly int[] _lower;
    private readonly int[] _upper;

    /// <summary>Puts samples together.</summary>
    /// <param name="order">The order.</param>
    /// <param name="parts">A sample from each partition.</param>
    public SampledOrder(PopulationOrder order, OrderSample[] parts)
    {
        Order = order;
        _parts = parts;
        Count = parts.Sum(part => part.Count);
        (OrderKey Key, int Part, int Index)[] merged =
            [.. parts.SelectMany((part, number) => part.Keys.Select((key, index) => (key, number, index)))];
        Array.Sort(merged, (left, right) => OrderKey.Compare(order, left.Key, right.Key));
        _keys = Array.ConvertAll(merged, sample => sample.Key);
        _lower = new int[merged.Length];
        _upper = new int[merged.Length];
        int[] before = new int[parts.Length];
        int lower = 0;
        int upper = 0;
        for (int at = 0; at < merged.Length; at++)
        {
            (_, int part, int index) = merged[at];
            int[] positions = parts[part].Positions;
            int position = positions[index];
            _lower[at] = lower - before[part] + position;
            _upper[at] = upper;
            lower += position + 1 - before[part];
            before[part] = position + 1;
            upper += (index + 1 < positions.Length ? positions[index + 1] : parts[part].Count) - position;
        }
    }

    /// <summary>The order.</summary>
    public PopulationOrder Order { get; }

    /// <summary>How many entries the whole order has.</summary>
    public int Count { get; }

    /// <summary>How many entries of the order a partition has.</summary>
    public int CountIn(int partition) => _parts[partition].Count;

    /// <summary>The version that was sampled in a partition.</summary>
    public long SnapshotIn(int partition) => _parts[partition].SnapshotId;

    /// <summary>The numbers of the two samples between which the entry at a position lies, both included; the same twice if it is a sample.</summary>
    /// <param name="position">0-based position in the whole order.</param>
    public (int Low, int High) BracketOf(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        return (FirstAbove(_upper, position) - 1, FirstAbove(_lower, position - 1));
    }

    /// <summary>The key of a sample.</summary>
    public OrderKey KeyOf(int sample) => _keys[sample];

    /// <summary>How many entries of each partition lie before a sample whose rank in the whole order is certain.</summary>
    public int[] CountsBefore(int sample) => Array.ConvertAll(_parts, part =>
    {
        int at = Array.BinarySearch(part.Keys, _keys[sample], Comparer<OrderKey>.Create((left, right) => OrderKey.Compare(Order, left, right)));
        int below = at < 0 ? ~at : at;
        return at >= 0 ? part.Positions[at] : below == 0 ? 0 : part.Positions[below - 1] + 1;
    });

    private static int FirstAbove(int[] ascending, int value)
    {
        int low = 0;
        int high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
