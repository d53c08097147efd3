using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Tests.Storage;

/// <summary>A data directory in memory that knows which bytes and names are durable, and that fails when it is told to.</summary>
/// <remarks>
/// Names change in a journal like that of ext4: after a loss of power a prefix of the changes since the last sync of their folder survives. File contents survive
/// by sectors of 512 bytes, independently of each other and of the names. Everything follows from the seed. Not thread-safe.
/// </remarks>
public sealed class SimulatedStorage : IStorage
{
    private readonly Dictionary<string, SimulatedFileContent?> _durableNames;
    private readonly Dictionary<string, SimulatedFileContent?> _names;
    private readonly List<(string Folder, Action<Dictionary<string, SimulatedFileContent?>> Apply)> _unsyncedChanges = [];
    private bool _isDown;
    private bool _isLocked;

    /// <summary>Starts with an empty directory.</summary>
    public SimulatedStorage(int seed)
        : this(new Random(seed), [])
    {
    }

    private SimulatedStorage(Random random, Dictionary<string, SimulatedFileContent?> names)
    {
        Random = random;
        _durableNames = names;
        _names = new Dictionary<string, SimulatedFileContent?>(names);
    }

    /// <summary>What shall go wrong.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>Operations that change something, so far.</summary>
    public long Operations { get; private set; }

    /// <summary>Syncs of files and folders so far.</summary>
    public long Syncs { get; private set; }

    /// <inheritdoc/>
    public string Location => "simulated";

    /// <inheritdoc/>
    public string FileSystem => "simulation";

    internal Random Random { get; }

    /// <summary>Loses power and starts again: this storage is dead, the result holds what survived.</summary>
    public SimulatedStorage Crash()
    {
        _isDown = true;
        int survivors = Random.Next(3) switch { 0 => 0, 1 => _unsyncedChanges.Count, _ => Random.Next(_unsyncedChanges.Count + 1) };
        foreach ((_, Action<Dictionary<string, SimulatedFileContent?>> apply) in _unsyncedChanges.Take(survivors))
        {
            apply(_durableNames);
        }

        foreach (SimulatedFileContent? content in _durableNames.Values)
        {
            content?.LosePower(Random);
        }

        return new SimulatedStorage(Random, _durableNames);
    }

    /// <summary>Kills the process and starts another: everything written is still seen, and what was not durable still is not.</summary>
    public SimulatedStorage Kill()
    {
        _isDown = true;
        SimulatedStorage next = new(Random, _durableNames);
        next._names.Clear();
        foreach ((string path, SimulatedFileContent? content) in _names)
        {
            next._names.Add(path, content);
        }

        next._unsyncedChanges.AddRange(_unsyncedChanges);
        return next;
    }

    /// <summary>Turns one bit of a file over.</summary>
    public void Flip(string path, long offset, int bit) => Content(path).Flip(offset, bit);

    /// <summary>A file's bytes as processes see them.</summary>
    public byte[] Bytes(string path) => Content(path).ToArray();

    /// <summary>Puts a file there, durably.</summary>
    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        SimulatedFileContent content = new();
        content.Write(0, bytes);
        content.Sync();
        _names[path] = content;
        _durableNames[path] = content;
    }

    /// <inheritdoc/>
    public IStorageFile OpenFile(string path)
    {
        ThrowIfDown();
        if (_names.TryGetValue(path, out SimulatedFileContent? content))
        {
            return new SimulatedFile(this, path, content ?? throw new IOException($"{path} is a folder."));
        }

        string folder = FolderOf(path);
        if (folder.Length > 0 && !_names.ContainsKey(folder))
        {
            throw new DirectoryNotFoundException(folder);
        }

        SimulatedFileContent created = new();
        Change(folder, names => names[path] = created);
        return new SimulatedFile(this, path, created);
    }

    /// <inheritdoc/>
    public bool Exists(string path)
    {
        ThrowIfDown();
        return path.Length == 0 || _names.ContainsKey(path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        ThrowIfDown();
        return
        [
            .. _names.Where(name => name.Value is not null && FolderOf(name.Key) == folder)
                .Select(name => name.Key[(name.Key.LastIndexOf('/') + 1)..])
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        ThrowIfDown();
        if (_names.ContainsKey(path))
        {
            Change(FolderOf(path), names => names.Remove(path));
        }
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        ThrowIfDown();
        SimulatedFileContent content = Content(from);
        Change(FolderOf(to), names =>
        {
            names.Remove(from);
            names[to] = content;
        });
    }

    /// <inheritdoc/>
    public void CreateFolder(string path)
    {
        ThrowIfDown();
        if (!_names.ContainsKey(path))
        {
            Change(FolderOf(path), names => names[path] = null);
        }
    }

    /// <inheritdoc/>
    public void SyncFolder(string path)
    {
        ThrowIfDown();
        bool isCrash = IsCrashDue();
        if (IsSyncFailureDue())
        {
            throw new StorageSyncException(path);
        }

        if (!isCrash || Random.Next(2) == 0)
        {
            foreach ((_, Action<Dictionary<string, SimulatedFileContent?>> apply) in _unsyncedChanges.Where(change => change.Folder == path))
            {
                apply(_durableNames);
            }

            _unsyncedChanges.RemoveAll(change => change.Folder == path);
        }

        if (isCrash)
        {
            GoDown();
        }
    }

    /// <inheritdoc/>
    public IDisposable Lock(string path)
    {
        ThrowIfDown();
        if (_isLocked)
        {
            throw new DataDirectoryInUseException(Location);
        }

        _isLocked = true;
        return new Unlocking(this);
    }

    internal long Room() =>
        Faults.Capacity is { } capacity ? capacity - _names.Values.Sum(content => (long)(content?.Length ?? 0)) : long.MaxValue;

    internal bool IsCrashDue()
    {
        ThrowIfDown();
        return ++Operations == Faults.CrashAtOperation;
    }

    internal bool IsSyncFailureDue() => ++Syncs == Faults.FailSyncAt;

    internal void ThrowIfDown()
    {
        if (_isDown)
        {
            throw new SimulatedCrashException();
        }
    }

    internal void GoDown()
    {
        _isDown = true;
        throw new SimulatedCrashException();
    }

    private void Change(string folder, Action<Dictionary<string, SimulatedFileContent?>> apply)
    {
        bool isCrash = IsCrashDue();
        if (!isCrash || Random.Next(2) == 0)
        {
            apply(_names);
            _unsyncedChanges.Add((folder, apply));
        }

        if (isCrash)
        {
            GoDown();
        }
    }

    private SimulatedFileContent Content(string path) =>
        _names.TryGetValue(path, out SimulatedFileContent? content) && content is not null ? content : throw new FileNotFoundException(path);

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : string.Empty;

    private sealed class Unlocking(SimulatedStorage storage) : IDisposable
    {
        public void Dispose() => storage._isLocked = false;
    }
}
