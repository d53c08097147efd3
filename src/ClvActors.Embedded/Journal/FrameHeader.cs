using System.Buffers.Binary;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>The 40 bytes before a frame's payload; drawn in <c>docs/log-layout.md</c>.</summary>
internal readonly record struct FrameHeader(FrameKind Kind, int PayloadLength, long Sequence, long GroupFirst, long Offset)
{
    // offset  0        4     5     6      8         12     16          24           32          40
    //         | magic  | ver | kind| zero | length  | crc  | sequence  | groupFirst | offset    | payload ...
    public const int Size = 40;
    public const byte Version = 1;

    /// <summary>Longest payload, 512 MB: far above any request body and far below 2 GB.</summary>
    public const int LongestPayload = 512 << 20;

    /// <summary>The letters CLVF.</summary>
    public const uint Magic = 0x46564C43;

    /// <summary>The same as bytes.</summary>
    public static ReadOnlySpan<byte> MagicBytes => "CLVF"u8;

    private const int ChecksumAt = 12;
    private const int ChecksumSize = 4;

    /// <summary>Where the frame ends.</summary>
    public long EndOffset => Offset + Size + PayloadLength;

    /// <summary>Writes header and checksum; the payload must already stand behind the header.</summary>
    public void Seal(Span<byte> frame, ulong logId)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        frame[4] = Version;
        frame[5] = (byte)Kind;
        frame[6] = 0;
        frame[7] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], PayloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(frame[24..], GroupFirst);
        BinaryPrimitives.WriteInt64LittleEndian(frame[32..], Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[ChecksumAt..], Checksum(frame[..(Size + PayloadLength)], logId));
    }

    /// <summary>Reads what a header at an offset says, without its checksum.</summary>
    /// <returns>False when it cannot be the header of a frame that starts there and fits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long offset, long fileLength, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            return false;
        }

        header = new FrameHeader(
            (FrameKind)bytes[5],
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
        return header.Offset == offset && header.PayloadLength >= 0 && header.PayloadLength <= fileLength - offset - Size;
    }

    /// <summary>Whether the checksum of a whole frame is right.</summary>
    public static bool HasRightChecksum(ReadOnlySpan<byte> frame, ulong logId) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[ChecksumAt..]) == Checksum(frame, logId);

    /// <summary>Refuses frames with a right checksum that only a newer program can have written.</summary>
    public static void RefuseNewer(ReadOnlySpan<byte> frame, string file)
    {
        if (frame[4] > Version)
        {
            throw new NewerFormatException($"A frame of {file}", frame[4], Version);
        }

        if (frame[5] is 0 or > (byte)FrameKind.ModelSwap)
        {
            throw new NewerFormatException($"A frame of {file}, by its kind,", frame[5], (long)FrameKind.ModelSwap);
        }
    }

    // The log's id comes first, so that no frame of another log, and none that a client has put into a description, can have a right checksum.
    private static uint Checksum(ReadOnlySpan<byte> frame, ulong logId)
    {
        uint running = Crc32C.Continue(Crc32C.Start, logId);
        running = Crc32C.Continue(running, frame[..ChecksumAt]);
        return Crc32C.Finish(Crc32C.Continue(running, frame[(ChecksumAt + ChecksumSize)..]));
    }
}
