namespace ClvActors.Embedded.Tests.Storage;

/// <summary>The content of a simulated file twice: as processes see it, and as it would be found after a loss of power if nothing unsynced survived.</summary>
internal sealed class SimulatedFileContent
{
    public const int Sector = 512;

    private readonly SortedSet<long> _dirtySectors = [];
    private byte[] _seen = [];
    private byte[] _durable = [];
    private bool _isLengthDirty;

    public int Length { get; private set; }

    public int DurableLength { get; private set; }

    public int Read(long offset, Span<byte> buffer)
    {
        int count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        _seen.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        int end = checked((int)offset + bytes.Length);
        Grow(ref _seen, end);
        bytes.CopyTo(_seen.AsSpan((int)offset));
        MarkDirty(offset, end);
        if (end > Length)
        {
            Length = end;
            _isLengthDirty = true;
        }
    }

    public void Truncate(long length)
    {
        Array.Clear(_seen, (int)length, Length - (int)length);
        MarkDirty(length, Length);
        Length = (int)length;
        _isLengthDirty = true;
    }

    public void Sync()
    {
        foreach (long sector in _dirtySectors)
        {
            Persist(sector);
        }

        _dirtySectors.Clear();
        DurableLength = Length;
        _isLengthDirty = false;
    }

    /// <summary>What Linux does after a failed fsync: the pages count as clean, what they hold has not reached the disk, and no later sync will write them.</summary>
    public void FailSync() => _dirtySectors.Clear();

    /// <summary>Loses power: what was synced stays; of the rest everything, nothing or any sectors.</summary>
    public void LosePower(Random random)
    {
        int choice = random.Next(3);
        if (_isLengthDirty)
        {
            int low = Math.Min(DurableLength, Length), high = Math.Max(DurableLength, Length);
            DurableLength = choice switch { 0 => DurableLength, 1 => Length, _ => random.Next(low, high + 1) };
        }

        foreach (long sector in _dirtySectors)
        {
            if (choice == 1 || (choice == 2 && random.Next(2) == 0))
            {
                Persist(sector);
            }
        }

        Grow(ref _durable, DurableLength);
        Array.Clear(_durable, DurableLength, _durable.Length - DurableLength);
        _seen = _durable.AsSpan(0, DurableLength).ToArray();
        _durable = [.. _seen];
        Length = DurableLength;
        _dirtySectors.Clear();
        _isLengthDirty = false;
    }

    /// <summary>Turns one bit over, on the disk and in memory.</summary>
    public void Flip(long offset, int bit)
    {
        _seen[offset] ^= (byte)(1 << bit);
        Grow(ref _durable, (int)offset + 1);
        _durable[offset] ^= (byte)(1 << bit);
    }

    public byte[] ToArray() => _seen.AsSpan(0, Length).ToArray();

    private void MarkDirty(long from, long to)
    {
        for (long sector = from / Sector; sector * Sector < to; sector++)
        {
            _dirtySectors.Add(sector);
        }
    }

    private void Persist(long sector)
    {
        int from = (int)(sector * Sector);
        Grow(ref _durable, from + Sector);
        Grow(ref _seen, from + Sector);
        _seen.AsSpan(from, Sector).CopyTo(_durable.AsSpan(from));
    }

    private static void Grow(ref byte[] bytes, int length)
    {
        if (bytes.Length < length)
        {
            Array.Resize(ref bytes, Math.Max(length, bytes.Length * 2));
        }
    }
}
