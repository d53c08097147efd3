namespace ClvActors.Orleans.Storage;

/// <summary>Bytes that are made when a store first needs them.</summary>
/// <remarks>
/// A database needs them at once; memory only when somebody reads them back, which for a row that a checkpoint covers is never. What they are made from must not change. Safe on any thread.
/// </remarks>
public sealed class StoredBytes
{
    private readonly Func<byte[]>? _make;
    private byte[]? _bytes;

    /// <summary>Bytes to be made.</summary>
    /// <param name="make">Makes them, always the same.</param>
    public StoredBytes(Func<byte[]> make) => _make = make;

    private StoredBytes(byte[] bytes) => _bytes = bytes;

    /// <summary>No bytes.</summary>
    public static StoredBytes Empty { get; } = new([]);

    /// <summary>Bytes that are there already; nobody may write to them.</summary>
    public static StoredBytes Of(byte[] bytes) => new(bytes);

    /// <summary>The bytes, made now if need be; nobody may write to them.</summary>
    public byte[] ToArray() => _bytes ??= _make!();
}
