namespace ClvActors.Embedded.Storage;

/// <summary>Whole-file reading and replacing.</summary>
public static class AtomicFile
{
    /// <summary>Suffix of files that are not finished; nothing that bears it counts.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes a file so that after a crash either the old or the new content is there, and durably the new one when the call returns.</summary>
    /// <exception cref="StorageFullException">No room; the old content stands and the temporary file is gone.</exception>
    /// <exception cref="StorageSyncException">Fatal; see there.</exception>
    public static void Replace(IStorage storage, string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + TemporarySuffix;
        storage.Delete(temporary);
        try
        {
            using IStorageFile file = storage.OpenFile(temporary);
            file.Append(content);
            file.Sync();
        }
        catch (StorageFullException)
        {
            storage.Delete(temporary);
            throw;
        }

        storage.Rename(temporary, path);
        int slash = path.LastIndexOf('/');
        storage.SyncFolder(slash < 0 ? string.Empty : path[..slash]);
    }

    /// <summary>Reads a whole file of less than 2 GB.</summary>
    public static byte[] Read(IStorage storage, string path)
    {
        using IStorageFile file = storage.OpenFile(path);
        byte[] content = new byte[checked((int)file.Length)];
        int read = file.Read(0, content);
        return read == content.Length ? content : content[..read];
    }
}
