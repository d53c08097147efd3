namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.Settled"/>: version 1 and nothing else.</summary>
public static class SettledCodec
{
    private const byte Version = 1;

    /// <summary>Encodes the payload.</summary>
    public static byte[] Encode() => [Version];

    /// <summary>Checks the payload.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    public static void Check(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("A settled frame", Version);
        reader.ExpectEnd();
    }
}
