using Microsoft.Win32.SafeHandles;

namespace ClvActors.Embedded.Storage;

/// <summary>An open file of a <see cref="DiskStorage"/>.</summary>
internal sealed class DiskFile : IStorageFile
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;

    /// <summary>Opens the file, creating it when it is missing.</summary>
    public DiskFile(string path)
    {
        _path = path;
        _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <inheritdoc/>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int read = RandomAccess.Read(_handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes) => WriteAt(Length, bytes);

    /// <inheritdoc/>
    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
            Length = Math.Max(Length, offset + bytes.Length);
        }
        catch (IOException cause)
        {
            Length = RandomAccess.GetLength(_handle);
            if (DiskError.IsFull(cause))
            {
                throw new StorageFullException(_path, cause);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    /// <inheritdoc/>
    public void Sync()
    {
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StorageSyncException(_path, cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
