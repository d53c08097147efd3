using System.Buffers.Binary;
using System.Numerics;

namespace ClvActors.Embedded.Journal;

/// <summary>CRC-32C (Castagnoli), the checksum of RFC 3720 section 12.1, that logs and snapshots use.</summary>
/// <remarks>It detects every error burst of up to 32 bits and misses others with a chance of 2^-32. Stateless; safe on any thread.</remarks>
public static class Crc32C
{
    /// <summary>Where a running checksum starts.</summary>
    public const uint Start = 0xFFFFFFFF;

    /// <summary>The checksum of some bytes: 0xE3069283 for the ASCII digits 1 to 9.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Continue(Start, bytes));

    /// <summary>Takes more bytes into a running checksum, eight at a time with the processor's instruction.</summary>
    public static uint Continue(uint running, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            running = BitOperations.Crc32C(running, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            running = BitOperations.Crc32C(running, value);
        }

        return running;
    }

    /// <summary>Takes a number into a running checksum, as its eight little-endian bytes.</summary>
    public static uint Continue(uint running, ulong number) => BitOperations.Crc32C(running, number);

    /// <summary>The checksum of a running one.</summary>
    public static uint Finish(uint running) => ~running;
}
