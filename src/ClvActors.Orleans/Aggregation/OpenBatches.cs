namespace ClvActors.Orleans.Aggregation;

/// <summary>The batches that have a number and are not completed yet: the change feed is complete up to before the oldest.</summary>
/// <remarks>
/// A batch that is given up may have changed customers whose partitions have not heard of it. So the feed waits for its number as well, until
/// <see cref="Forget"/> says that the partitions have read what is stored. Not thread-safe: the aggregator owns it.
/// </remarks>
internal sealed class OpenBatches
{
    private readonly SortedDictionary<long, (SiloAddress Silo, long Started)> _open = [];
    private readonly SortedSet<long> _lost = [];

    /// <summary>The newest number given out.</summary>
    public long Newest { get; private set; }

    /// <summary>Every change up to here is known to its partition.</summary>
    public long ToldThrough
    {
        get
        {
            long first = _open.Count == 0 ? Newest + 1 : _open.First().Key;
            return Math.Min(first, _lost.Count == 0 ? first : _lost.Min) - 1;
        }
    }

    /// <summary>Whether a batch is neither completed nor given up.</summary>
    public bool HasOpen => _open.Count > 0;

    /// <summary>Whether numbers were given up since the partitions last read what is stored.</summary>
    public bool HasLost => _lost.Count > 0;

    /// <summary>Starts after a number, when what was told after another one is not known.</summary>
    public void StartAfter(long sequence, long toldThrough)
    {
        Newest = sequence;
        if (toldThrough < sequence)
        {
            _lost.Add(toldThrough + 1);
        }
    }

    /// <summary>Opens the next batch.</summary>
    public long Open(SiloAddress silo, long timestamp)
    {
        Newest++;
        _open.Add(Newest, (silo, timestamp));
        return Newest;
    }

    /// <summary>Whether a batch is neither completed nor given up.</summary>
    public bool IsOpen(long sequence) => _open.ContainsKey(sequence);

    /// <summary>Closes a completed batch.</summary>
    public void Close(long sequence)
    {
        _open.Remove(sequence);
        _lost.Remove(sequence);
    }

    /// <summary>Gives a batch up.</summary>
    public void Lose(long sequence)
    {
        if (_open.Remove(sequence))
        {
            _lost.Add(sequence);
        }
    }

    /// <summary>Gives up the batches whose silo is gone or that have been open for too long.</summary>
    public int LoseThose(Func<SiloAddress, bool> isDead, Func<long, bool> isTooOld)
    {
        long[] lost = [.. _open.Where(batch => isDead(batch.Value.Silo) || isTooOld(batch.Value.Started)).Select(batch => batch.Key)];
        Array.ForEach(lost, Lose);
        return lost.Length;
    }

    /// <summary>The numbers that were given up.</summary>
    public long[] Lost() => [.. _lost];

    /// <summary>The partitions have read what is stored since these were given up.</summary>
    public void Forget(long[] lost) => _lost.ExceptWith(lost);
}
