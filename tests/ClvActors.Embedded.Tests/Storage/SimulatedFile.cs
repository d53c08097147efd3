using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Tests.Storage;

/// <summary>An open file of a <see cref="SimulatedStorage"/>.</summary>
internal sealed class SimulatedFile(SimulatedStorage storage, string path, SimulatedFileContent content) : IStorageFile
{
    public long Length
    {
        get
        {
            storage.ThrowIfDown();
            return content.Length;
        }
    }

    public int Read(long offset, Span<byte> buffer)
    {
        storage.ThrowIfDown();
        return content.Read(offset, buffer);
    }

    public void Append(ReadOnlySpan<byte> bytes) => WriteAt(content.Length, bytes);

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        if (storage.IsCrashDue())
        {
            content.Write(offset, bytes[..storage.Random.Next(bytes.Length + 1)]);
            storage.GoDown();
        }

        long room = storage.Room() - Math.Max(0, offset + bytes.Length - content.Length);
        if (room < 0)
        {
            content.Write(offset, bytes[..(int)Math.Max(0, bytes.Length + room)]);
            MaybeWriteBack();
            throw new StorageFullException(path);
        }

        content.Write(offset, bytes);
        MaybeWriteBack();
    }

    public void Truncate(long length)
    {
        bool isCrash = storage.IsCrashDue();
        if (!isCrash || storage.Random.Next(2) == 0)
        {
            content.Truncate(length);
        }

        if (isCrash)
        {
            storage.GoDown();
        }
    }

    public void Sync()
    {
        bool isCrash = storage.IsCrashDue();
        if (storage.IsSyncFailureDue())
        {
            content.FailSync();
            throw new StorageSyncException(path);
        }

        if (!isCrash || storage.Random.Next(2) == 0)
        {
            content.Sync();
        }

        if (isCrash)
        {
            storage.GoDown();
        }
    }

    public void Dispose()
    {
    }

    /// <summary>The operating system may write pages to the disk whenever it likes.</summary>
    private void MaybeWriteBack()
    {
        if (storage.Random.Next(4) == 0)
        {
            content.Sync();
        }
    }
}
