namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.ModelSwap"/>: version 1, then bundle id, fingerprint and folder as texts.</summary>
public static class ModelSwapCodec
{
    private const byte Version = 1;

    /// <summary>Encodes a swap.</summary>
    public static byte[] Encode(ModelSwap swap)
    {
        using PayloadWriter writer = new(256);
        writer.WriteByte(Version);
        writer.WriteText(swap.BundleId);
        writer.WriteText(swap.Fingerprint);
        writer.WriteText(swap.Folder);
        return writer.ToArray();
    }

    /// <summary>Decodes a swap.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    public static ModelSwap Decode(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("A model swap frame", Version);
        string bundleId = reader.ReadText();
        string fingerprint = reader.ReadText();
        ModelSwap swap = new(bundleId, fingerprint, reader.ReadText());
        reader.ExpectEnd();
        return swap;
    }
}
