namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.AsOf"/>: version 1, then the day number.</summary>
public static class AsOfCodec
{
    private const byte Version = 1;

    /// <summary>Encodes a day number (days since 0001-01-01, not negative).</summary>
    public static byte[] Encode(int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        using PayloadWriter writer = new(16);
        writer.WriteByte(Version);
        writer.WriteVarint((ulong)day);
        return writer.ToArray();
    }

    /// <summary>Decodes the day number.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    public static int Decode(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("An as-of frame", Version);
        int day = reader.ReadInt();
        reader.ExpectEnd();
        return day;
    }
}
