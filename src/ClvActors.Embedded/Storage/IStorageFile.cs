namespace ClvActors.Embedded.Storage;

/// <summary>One open file of a data directory.</summary>
/// <remarks>Written bytes are readable at once and durable only after <see cref="Sync"/>. One thread at a time.</remarks>
public interface IStorageFile : IDisposable
{
    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads at an offset.</summary>
    /// <returns>How many bytes were read: less than the buffer holds only at the end of the file.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes behind the end.</summary>
    /// <exception cref="StorageFullException">There is no room; some of the bytes may have been written.</exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Writes at an offset inside the file or at its end.</summary>
    /// <exception cref="StorageFullException">There is no room; some of the bytes may have been written.</exception>
    void WriteAt(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file to a length that is not above its own.</summary>
    void Truncate(long length);

    /// <summary>Makes the length and all written bytes durable.</summary>
    /// <exception cref="StorageSyncException">What was written since the last good sync may be lost, and a later sync that succeeds proves nothing; never retried.</exception>
    void Sync();
}
