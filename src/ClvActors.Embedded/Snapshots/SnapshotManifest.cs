using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Snapshots;

/// <summary>The file that names and completes a snapshot: its header and its shard files.</summary>
internal sealed record SnapshotManifest(SnapshotHeader Header, IReadOnlyList<SnapshotFile> Files)
{
    /// <summary>Version of the snapshot format that is written, and the newest that is read.</summary>
    public const int FormatVersion = 1;

    /// <summary>The letters CLVS.</summary>
    private const uint Magic = 0x53564C43;

    private const int PrefixSize = 2 * sizeof(uint);
    private const int ChecksumSize = sizeof(uint);

    /// <summary>The file's content.</summary>
    public byte[] Encode(ulong logId)
    {
        using PayloadWriter writer = new(1024);
        writer.WriteUInt32(Magic);
        writer.WriteUInt32(FormatVersion);
        writer.WriteVarint((ulong)Header.Sequence);
        writer.WriteVarint((ulong)Header.LogOffset);
        writer.WriteZigzag(Header.Window.AsOfDay);
        EdgesCodec.Write(writer, Header.Edges);
        writer.WriteText(Header.BundleId);
        writer.WriteText(Header.BundleFingerprint);
        writer.WriteText(Header.BundleFolder);
        writer.WriteText(Header.FeatureSetName);
        writer.WriteVarint((ulong)Header.FeatureSetVersion);
        writer.WriteVarint((ulong)Header.ShardCount);
        long[] counts = Header.Counts.ToArray();
        writer.WriteVarint((ulong)counts.Length);
        foreach (long count in counts)
        {
            writer.WriteVarint((ulong)count);
        }

        writer.WriteVarint((ulong)Files.Count);
        foreach (SnapshotFile file in Files)
        {
            writer.WriteVarint((ulong)file.Length);
            writer.WriteVarint((ulong)file.Customers);
            writer.WriteUInt32(file.Checksum);
        }

        writer.WriteUInt32(Checksum(writer.Written, logId));
        return writer.ToArray();
    }

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="SnapshotDamagedException">It is not what was written, or another log's.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote it.</exception>
    public static SnapshotManifest Decode(ReadOnlySpan<byte> content, ulong logId, string file)
    {
        if (content.Length < PrefixSize + ChecksumSize
            || new PayloadReader(content[^ChecksumSize..]).ReadUInt32() != Checksum(content[..^ChecksumSize], logId))
        {
            throw new SnapshotDamagedException(file, "its checksum is wrong");
        }

        try
        {
            PayloadReader reader = new(content[..^ChecksumSize]);
            if (reader.ReadUInt32() != Magic)
            {
                throw new SnapshotDamagedException(file, "it is no snapshot");
            }

            uint version = reader.ReadUInt32();
            return version <= FormatVersion ? Read(ref reader) : throw new NewerFormatException($"The snapshot {file}", version, FormatVersion);
        }
        catch (Exception cause) when (cause is PayloadFormatException or ArgumentException)
        {
            throw new SnapshotDamagedException(file, cause.Message.TrimEnd('.'), cause);
        }
    }

    private static SnapshotManifest Read(ref PayloadReader reader)
    {
        SnapshotHeader header = new()
        {
            Sequence = (long)reader.ReadVarint(),
            LogOffset = (long)reader.ReadVarint(),
            Window = new ObservationWindow(reader.ReadSignedInt()),
            Edges = EdgesCodec.Read(ref reader),
            BundleId = reader.ReadText(),
            BundleFingerprint = reader.ReadText(),
            BundleFolder = reader.ReadText(),
            FeatureSetName = reader.ReadText(),
            FeatureSetVersion = reader.ReadInt(),
            ShardCount = reader.ReadInt(),
            Counts = ReadCounts(ref reader),
        };
        SnapshotFile[] files = new SnapshotFile[Math.Min(reader.ReadInt(), reader.Left)];
        for (int index = 0; index < files.Length; index++)
        {
            files[index] = new SnapshotFile((long)reader.ReadVarint(), (long)reader.ReadVarint(), reader.ReadUInt32());
        }

        reader.ExpectEnd();
        return new SnapshotManifest(header, files);
    }

    private static IngestCounts ReadCounts(ref PayloadReader reader)
    {
        long[] counts = new long[Math.Min(reader.ReadInt(), reader.Left)];
        for (int index = 0; index < counts.Length; index++)
        {
            counts[index] = (long)reader.ReadVarint();
        }

        return IngestCounts.FromArray(counts);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes, ulong logId) =>
        Crc32C.Finish(Crc32C.Continue(Crc32C.Continue(Crc32C.Start, logId), bytes));
}
