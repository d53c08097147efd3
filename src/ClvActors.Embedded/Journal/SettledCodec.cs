namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.Settled"/>: version 1, then 1 at a month end and 0 otherwise.</summary>
public static class SettledCodec
{
    private const byte Version = 1;

    /// <summary>Encodes whether value history is recorded here.</summary>
    public static byte[] Encode(bool isMonthEnd) => [Version, isMonthEnd ? (byte)1 : (byte)0];

    /// <summary>Decodes whether value history is recorded here.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    public static bool Decode(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("A settled frame", Version);
        byte flag = reader.ReadByte();
        reader.ExpectEnd();
        return flag <= 1 ? flag == 1 : throw new PayloadFormatException("its flag is neither 0 nor 1");
    }
}
