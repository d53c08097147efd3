using ClvActors.Embedded.Storage;

namespace ClvActors.Host.Composition;

/// <summary>The data directory: the engine's, a demo's temporary one, or what a silo remembers by itself.</summary>
/// <remarks>A silo's customers are in PostgreSQL; its directory holds monitoring, what-ifs and files that were kept for a replay, and is locked, so that two silos cannot share one. Not thread-safe.</remarks>
public sealed class DataFolder : IDisposable
{
    private readonly bool _isTemporary;
    private readonly IDisposable? _lock;

    private DataFolder(string path, bool isTemporary, IDisposable? held = null)
    {
        FullPath = path;
        _isTemporary = isTemporary;
        _lock = held;
    }

    /// <summary>Full path of the folder; it exists.</summary>
    public string FullPath { get; }

    /// <summary>Makes the folder that the options name, or a fresh temporary one when they name none.</summary>
    /// <returns>Null for a silo without a directory.</returns>
    /// <exception cref="StartRefusedException">The folder cannot be made, or a silo cannot have it.</exception>
    public static DataFolder? Prepare(HostOptions options)
    {
        try
        {
            if (options.DataDirectory is not { } path)
            {
                return options.Cluster is null ? new DataFolder(Directory.CreateTempSubdirectory("clvactors-demo-").FullName, isTemporary: true) : null;
            }

            string fullPath = Directory.CreateDirectory(path).FullName;

            // The engine locks its directory itself.
            return new DataFolder(fullPath, isTemporary: false, options.Cluster is null ? null : LockForSilo(fullPath));
        }
        catch (DataDirectoryInUseException refused)
        {
            throw new StartRefusedException(refused.Message, refused);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException($"the data directory {options.DataDirectory} cannot be made: {refused.Message}", refused);
        }
    }

    /// <summary>Releases the lock; deletes the folder if it is temporary.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        if (_isTemporary && Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }

    private static IDisposable LockForSilo(string path)
    {
        DiskStorage storage = new(path);
        IDisposable held = storage.Lock(DataDirectory.LockFile);
        if (!storage.Exists(DataDirectory.ManifestFile))
        {
            return held;
        }

        held.Dispose();
        throw new StartRefusedException($"the data directory {path} holds the customers of an embedded engine, and this silo's are in PostgreSQL: name another directory");
    }
}
