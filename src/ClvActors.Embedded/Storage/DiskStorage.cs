using Microsoft.Win32.SafeHandles;

namespace ClvActors.Embedded.Storage;

/// <summary>A data directory on a disk of this machine.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class DiskStorage : IStorage
{
    private readonly string _root;

    /// <summary>Opens a directory, creating it and its parents when they are missing.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public DiskStorage(string directory)
    {
        _root = Path.GetFullPath(directory);
        Directory.CreateDirectory(_root);
        FileSystem = MountedFileSystem.Of(_root);
    }

    /// <inheritdoc/>
    public string Location => _root;

    /// <inheritdoc/>
    public string FileSystem { get; }

    /// <inheritdoc/>
    public IStorageFile OpenFile(string path) => new DiskFile(Full(path));

    /// <inheritdoc/>
    public bool Exists(string path) => Path.Exists(Full(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        string full = Full(folder);
        if (!Directory.Exists(full))
        {
            return [];
        }

        string[] names = [.. Directory.EnumerateFiles(full).Select(file => Path.GetFileName(file))];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(Full(path));

    /// <inheritdoc/>
    public void Rename(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(Full(path));

    /// <inheritdoc/>
    public void SyncFolder(string path) => FolderSync.Sync(Full(path));

    /// <inheritdoc/>
    public IDisposable Lock(string path)
    {
        try
        {
            // FileShare.None is flock(2) on Unix and a share mode on Windows: both end with the handle, so a killed process leaves no lock behind.
            SafeFileHandle handle = File.OpenHandle(Full(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return handle;
        }
        catch (IOException cause) when (cause is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new DataDirectoryInUseException(_root, cause);
        }
    }

    private string Full(string path) => Path.Combine(_root, path);
}
