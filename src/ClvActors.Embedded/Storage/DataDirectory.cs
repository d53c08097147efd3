using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Storage;

/// <summary>An opened data directory: locked for this process, with its manifest.</summary>
/// <remarks>Dispose it last: that releases the lock. Not thread-safe.</remarks>
public sealed class DataDirectory : IDisposable
{
    /// <summary>The manifest's file.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>The lock file.</summary>
    public const string LockFile = "lock";

    private readonly IDisposable _lock;

    private DataDirectory(IStorage storage, IDisposable held, DirectoryManifest manifest, bool isNew)
    {
        Storage = storage;
        _lock = held;
        Manifest = manifest;
        IsNew = isNew;
    }

    /// <summary>The directory's files.</summary>
    public IStorage Storage { get; }

    /// <summary>The manifest that stands in the directory.</summary>
    public DirectoryManifest Manifest { get; private set; }

    /// <summary>Whether this call created it.</summary>
    public bool IsNew { get; }

    /// <summary>Locks a data directory and reads its manifest; an empty one gets an empty log and the given manifest.</summary>
    /// <param name="storage">The directory's files.</param>
    /// <param name="ifNew">What to create it with; its <see cref="DirectoryManifest.LogId"/> must be random. Ignored when there is a manifest: compare with <see cref="Manifest"/>.</param>
    /// <exception cref="DataDirectoryInUseException">Someone else has it open.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote it.</exception>
    /// <exception cref="DirectoryManifestException">The manifest is unreadable, or missing beside a log that holds something.</exception>
    public static DataDirectory Open(IStorage storage, DirectoryManifest ifNew)
    {
        IDisposable held = storage.Lock(LockFile);
        try
        {
            if (storage.Exists(ManifestFile))
            {
                DirectoryManifest manifest = DirectoryManifest.FromJson(AtomicFile.Read(storage, ManifestFile), $"{storage.Location}/{ManifestFile}");
                return new DataDirectory(storage, held, manifest, isNew: false);
            }

            if (LogFile.HoldsFrames(storage))
            {
                throw new DirectoryManifestException($"{storage.Location}/{ManifestFile}", "it is missing, but there is a log");
            }

            // The manifest comes last: a directory that has one has a log, so that a log that is missing later was lost and is not taken for a new one.
            LogFile.Create(storage, ifNew.LogId);
            AtomicFile.Replace(storage, ManifestFile, ifNew.ToJson());
            return new DataDirectory(storage, held, ifNew, isNew: true);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the manifest, for another shard count for instance.</summary>
    /// <exception cref="ArgumentException">The log id differs.</exception>
    public void Update(DirectoryManifest manifest)
    {
        if (manifest.LogId != Manifest.LogId)
        {
            throw new ArgumentException("A directory keeps its log id.", nameof(manifest));
        }

        AtomicFile.Replace(Storage, ManifestFile, manifest.ToJson());
        Manifest = manifest;
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();
}
