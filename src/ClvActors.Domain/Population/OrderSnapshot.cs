namespace ClvActors.Domain.Population;

/// <summary>One immutable sorted sequence with ranks.</summary>
/// <typeparam name="T">The entries, ascending and distinct.</typeparam>
/// <remarks>Safe on any thread.</remarks>
public sealed class OrderSnapshot<T>
    where T : struct, IComparable<T>
{
    private readonly ReadOnlyMemory<T>[] _blocks;
    private readonly int[] _starts;

    internal OrderSnapshot(ReadOnlyMemory<T>[] blocks)
    {
        _blocks = blocks;
        _starts = new int[blocks.Length];
        for (int index = 0; index < blocks.Length; index++)
        {
            _starts[index] = Count;
            Count += blocks[index].Length;
        }
    }

    /// <summary>The sequence without entries.</summary>
    internal static OrderSnapshot<T> Empty { get; } = new([]);

    /// <summary>How many entries there are.</summary>
    public int Count { get; }

    /// <summary>The entry at a position, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not inside the sequence.</exception>
    public T this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
            int block = Array.BinarySearch(_starts, position);
            block = block < 0 ? ~block - 1 : block;
            return _blocks[block].Span[position - _starts[block]];
        }
    }

    /// <summary>How many entries lie before a cut.</summary>
    /// <typeparam name="TProbe">The kind of cut.</typeparam>
    public int CountBefore<TProbe>(TProbe probe)
        where TProbe : struct, IOrderProbe<T>
    {
        int low = 0;
        int high = _blocks.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (probe.IsAfter(_blocks[middle].Span[0]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0)
        {
            return 0;
        }

        ReadOnlySpan<T> block = _blocks[low - 1].Span;
        int first = 0;
        int last = block.Length;
        while (first < last)
        {
            int middle = (first + last) >>> 1;
            if (probe.IsAfter(block[middle]))
            {
                first = middle + 1;
            }
            else
            {
                last = middle;
            }
        }

        return _starts[low - 1] + first;
    }
}
