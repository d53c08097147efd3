namespace ClvActors.Embedded.Storage;

/// <summary>The files of one data directory.</summary>
/// <remarks>
/// <para><b>Durable</b> means: still there after power is cut at any later moment. Bytes are durable only after <see cref="IStorageFile.Sync"/> of their file; a created,
/// renamed or deleted name only after <see cref="SyncFolder"/> of its folder. Without that each may survive, vanish or survive in part.</para>
/// <para>Paths are relative to the data directory and separated by <c>/</c>; the empty path is the directory itself. One thread at a time.</para>
/// </remarks>
public interface IStorage
{
    /// <summary>The data directory as messages name it.</summary>
    string Location { get; }

    /// <summary>Kind of file system below the directory, such as <c>ext4</c>; <c>unknown</c> when it cannot be told.</summary>
    string FileSystem { get; }

    /// <summary>Opens a file for reading and writing, creating it when it is missing; its folder must exist.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    IStorageFile OpenFile(string path);

    /// <summary>Whether there is a file or folder of this name.</summary>
    bool Exists(string path);

    /// <summary>The names (without folder) of the files in a folder in ordinal order; empty when the folder is missing.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Removes a file; a missing one is no error.</summary>
    void Delete(string path);

    /// <summary>Gives a file another name in the same folder, replacing what had it; no moment shows neither or half of either.</summary>
    void Rename(string from, string to);

    /// <summary>Creates a folder; an existing one is no error.</summary>
    void CreateFolder(string path);

    /// <summary>Makes the names in a folder durable.</summary>
    /// <exception cref="StorageSyncException">The names may not be durable; never retried.</exception>
    void SyncFolder(string path);

    /// <summary>Takes the directory for this process until the result is disposed or the process ends, however it ends.</summary>
    /// <param name="path">The lock file. Its existence means nothing: the lock is the operating system's, on the open handle.</param>
    /// <exception cref="DataDirectoryInUseException">Someone else holds it.</exception>
    IDisposable Lock(string path);
}
