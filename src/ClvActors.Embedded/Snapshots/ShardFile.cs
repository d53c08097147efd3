using System.Buffers.Binary;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Snapshots;

/// <summary>One shard's customers in a file: blocks of whole customers, each with a checksum that covers the blocks before it.</summary>
internal static class ShardFile
{
    // offset  0        4         8        12       16
    //         | magic  | version | length | crc    | customers ...   | length | crc | customers ... | ...
    private const int PrefixSize = 8;
    private const int BlockHeaderSize = 8;

    /// <summary>A block is closed behind the customer that reaches this, so that reading needs little memory.</summary>
    private const int BlockSize = 256 * 1024;

    /// <summary>The letters CLVC.</summary>
    private const uint Magic = 0x43564C43;

    /// <summary>Writes a file and makes its bytes durable.</summary>
    /// <param name="file">An empty file.</param>
    /// <param name="seed">Where its checksums start, see <see cref="Seed"/>.</param>
    /// <param name="window">The window in the snapshot's header.</param>
    /// <param name="customers">The customers.</param>
    public static SnapshotFile Write(IStorageFile file, uint seed, ObservationWindow window, IEnumerable<StoredCustomer> customers)
    {
        using PayloadWriter block = new(2 * BlockSize);
        CustomerEncoder encoder = new(window);
        uint checksum = seed;
        long count = 0;
        Span<byte> header = stackalloc byte[PrefixSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], SnapshotManifest.FormatVersion);
        file.Append(header);
        foreach (StoredCustomer customer in customers)
        {
            encoder.Write(block, customer);
            count++;
            if (block.Length >= BlockSize)
            {
                checksum = WriteBlock(file, block, checksum);
            }
        }

        checksum = WriteBlock(file, block, checksum);
        file.Sync();
        return new SnapshotFile(file.Length, count, checksum);
    }

    /// <summary>Reads a file's customers.</summary>
    /// <exception cref="SnapshotDamagedException">It is not what was written.</exception>
    public static void Read(
        IStorageFile file, string name, uint seed, SnapshotFile expected, ObservationWindow window, Func<CustomerId, StockCodeTable> tableFor, List<StoredCustomer> customers)
    {
        if (file.Length != expected.Length)
        {
            throw new SnapshotDamagedException(name, $"it has {file.Length} bytes instead of {expected.Length}");
        }

        FileWindow bytes = new(file);
        CustomerDecoder decoder = new(window, tableFor);
        uint checksum = seed;
        long count = 0;
        PayloadReader prefix = new(bytes.Read(0, PrefixSize).Span);
        if (prefix.Left < PrefixSize || prefix.ReadUInt32() != Magic || prefix.ReadUInt32() != SnapshotManifest.FormatVersion)
        {
            throw new SnapshotDamagedException(name, "it holds no customers in the format of its manifest");
        }

        for (long offset = PrefixSize; offset < expected.Length;)
        {
            ReadOnlySpan<byte> block = ReadBlock(bytes, offset, name, ref checksum);
            offset += BlockHeaderSize + block.Length;
            PayloadReader reader = new(block);
            while (!reader.IsAtEnd)
            {
                customers.Add(decoder.Read(ref reader));
                count++;
            }
        }

        if (count != expected.Customers || checksum != expected.Checksum)
        {
            throw new SnapshotDamagedException(name, $"it holds {count} customers instead of {expected.Customers}, or those of another snapshot");
        }
    }

    /// <summary>Where the checksums of a file start: they hold for one log, one sequence number and one shard alone.</summary>
    public static uint Seed(ulong logId, long sequence, int shard) =>
        Crc32C.Continue(Crc32C.Continue(Crc32C.Continue(Crc32C.Start, logId), (ulong)sequence), (ulong)shard);

    private static uint WriteBlock(IStorageFile file, PayloadWriter block, uint checksum)
    {
        Span<byte> header = stackalloc byte[BlockHeaderSize];
        uint next = Crc32C.Finish(Crc32C.Continue(checksum, block.Written));
        BinaryPrimitives.WriteInt32LittleEndian(header, block.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], next);
        file.Append(header);
        file.Append(block.Written);
        block.Clear();
        return next;
    }

    private static ReadOnlySpan<byte> ReadBlock(FileWindow bytes, long offset, string name, ref uint checksum)
    {
        ReadOnlySpan<byte> header = bytes.Read(offset, BlockHeaderSize).Span;
        if (header.Length < BlockHeaderSize)
        {
            throw new SnapshotDamagedException(name, $"its block at offset {offset} is cut off");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        ReadOnlySpan<byte> block = length < 0 ? default : bytes.Read(offset + BlockHeaderSize, length).Span;
        checksum = Crc32C.Finish(Crc32C.Continue(checksum, block));
        if (block.Length != length || checksum != expected)
        {
            throw new SnapshotDamagedException(name, $"the checksum of its block at offset {offset} is wrong");
        }

        return block;
    }
}
