namespace ClvActors.Domain.Population;

/// <summary>Exact order statistics over entries that come and go: insert, remove, and a published snapshot to search.</summary>
/// <typeparam name="T">Distinct entries with a total order.</typeparam>
/// <remarks>
/// <para>A sorted list of sorted blocks of at most <see cref="LargestBlock"/> entries. An update moves half a block on average; the writer copies a block
/// the first time it changes it after a <see cref="Publish"/>, so published blocks never change. A rank is a binary search over blocks and one inside a block.</para>
/// <para>One writer. Snapshots are immutable and may be read by any thread.</para>
/// </remarks>
public sealed class OrderIndex<T>
    where T : struct, IComparable<T>
{
    /// <summary>Most entries of a block; a full one splits in two.</summary>
    public const int LargestBlock = 256;

    private readonly List<Block> _blocks = [];
    private OrderSnapshot<T> _published = OrderSnapshot<T>.Empty;
    private bool _isChanged;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an entry.</summary>
    /// <exception cref="InvalidOperationException">An equal entry is already there.</exception>
    public void Insert(in T entry)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block(new T[16], 0));
        }

        int at = FindBlock(entry);
        int position = ~Array.BinarySearch(_blocks[at].Entries, 0, _blocks[at].Count, entry);
        if (position < 0)
        {
            throw new InvalidOperationException("An equal entry is already in the order.");
        }

        Block block = Own(at);
        if (block.Count == block.Entries.Length)
        {
            Array.Resize(ref block.Entries, Math.Min(LargestBlock, block.Count * 2));
        }

        Array.Copy(block.Entries, position, block.Entries, position + 1, block.Count - position);
        block.Entries[position] = entry;
        block.Count++;
        Count++;
        if (block.Count == LargestBlock)
        {
            Split(at, block);
        }
    }

    /// <summary>Removes an entry.</summary>
    /// <exception cref="InvalidOperationException">No equal entry is there.</exception>
    public void Remove(in T entry)
    {
        int at = _blocks.Count == 0 ? -1 : FindBlock(entry);
        int position = at < 0 ? -1 : Array.BinarySearch(_blocks[at].Entries, 0, _blocks[at].Count, entry);
        if (position < 0)
        {
            throw new InvalidOperationException("No equal entry is in the order.");
        }

        Block block = Own(at);
        block.Count--;
        Array.Copy(block.Entries, position + 1, block.Entries, position, block.Count - position);
        block.Entries[block.Count] = default;
        Count--;
        if (block.Count == 0)
        {
            _blocks.RemoveAt(at);
        }
    }

    /// <summary>Replaces an entry by another; does nothing when they are equal.</summary>
    /// <param name="from">The entry that is there; null to add only.</param>
    /// <param name="to">The entry that is to be there; null to remove only.</param>
    /// <exception cref="InvalidOperationException">The first is not there, or the second is already.</exception>
    public void Move(T? from, T? to)
    {
        if (from is { } same && to is { } other && same.CompareTo(other) == 0)
        {
            return;
        }

        if (from is { } old)
        {
            Remove(old);
        }

        if (to is { } now)
        {
            Insert(now);
        }
    }

    /// <summary>The order as it stands now, immutable; the same object as before when nothing has changed.</summary>
    public OrderSnapshot<T> Publish()
    {
        if (_isChanged)
        {
            ReadOnlyMemory<T>[] blocks = new ReadOnlyMemory<T>[_blocks.Count];
            for (int index = 0; index < blocks.Length; index++)
            {
                Block block = _blocks[index];
                block.IsPublished = true;
                blocks[index] = block.Entries.AsMemory(0, block.Count);
            }

            _published = new OrderSnapshot<T>(blocks);
            _isChanged = false;
        }

        return _published;
    }

    private int FindBlock(in T entry)
    {
        int low = 0;
        int high = _blocks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_blocks[middle].Entries[0].CompareTo(entry) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private Block Own(int at)
    {
        _isChanged = true;
        Block block = _blocks[at];
        if (block.IsPublished)
        {
            block = new Block((T[])block.Entries.Clone(), block.Count);
            _blocks[at] = block;
        }

        return block;
    }

    private void Split(int at, Block block)
    {
        int half = block.Count / 2;
        T[] upper = new T[LargestBlock];
        Array.Copy(block.Entries, half, upper, 0, block.Count - half);
        Array.Clear(block.Entries, half, block.Count - half);
        _blocks.Insert(at + 1, new Block(upper, block.Count - half));
        block.Count = half;
    }

    private sealed class Block(T[] entries, int count)
    {
        public T[] Entries = entries;
        public int Count = count;
        public bool IsPublished;
    }
}
