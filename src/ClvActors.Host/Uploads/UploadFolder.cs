using ClvActors.Files;

namespace ClvActors.Host.Uploads;

/// <summary>The files that were uploaded to be replayed, in the folder <c>uploads</c> of the data directory.</summary>
/// <remarks>Without a data directory, as a silo may be, no files are kept. Names cannot leave the folder. Safe on any thread.</remarks>
internal sealed class UploadFolder(HostOptions options)
{
    /// <summary>What kept files leave free on the disk, for the log: 1 GiB.</summary>
    public const long ReservedBytes = 1L << 30;

    private const string Partial = ".partial";
    private const int LongestName = 100;

    private readonly Lock _lock = new();
    private bool _isSwept;
    private readonly string? _folder = options.DataDirectory is { } directory ? Path.Combine(directory, "uploads") : null;

    /// <summary>Whether files can be kept.</summary>
    public bool CanKeep => _folder is not null;

    /// <summary>What a file of this name is kept as.</summary>
    /// <param name="name">A name as a browser sends it.</param>
    /// <returns>Letters, digits, dots, underscores and hyphens, not beginning with a dot; null when the ending is none of .csv, .csv.gz and .xlsx or nothing stands before it.</returns>
    public static string? KeptName(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string safe = string.Concat(last.Select(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-' ? unit : '_')).TrimStart('.');
        return safe.Length is > 0 and <= LongestName && last[0] != '.' && TransactionFile.HasKnownEnding(safe) ? safe : null;
    }

    /// <summary>The files, by name.</summary>
    public IReadOnlyList<UploadFile> Files() => _folder is null || !Directory.Exists(_folder)
        ? []
        : [.. new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => TransactionFile.HasKnownEnding(file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new UploadFile(file.Name, file.FullName, file.Length))];

    /// <summary>Where an unfinished file lies, unlisted, until <see cref="Publish"/>.</summary>
    /// <param name="keptName">From <see cref="KeptName"/>.</param>
    /// <param name="upload">Number of the upload; two uploads of one name at once have a file each.</param>
    public string PartialPath(string keptName, int upload) => Path.Combine(_folder!, $"{keptName}.{upload}{Partial}");

    /// <summary>How many bytes can be kept yet: all files together have the limit of one, and the log its room on the disk.</summary>
    /// <remarks>Uploads at once each get all of it, so together they may exceed it. The first call removes what a server that was killed has left unfinished.</remarks>
    public long Room()
    {
        DirectoryInfo folder = Directory.CreateDirectory(_folder!);
        lock (_lock)
        {
            // Not when the server starts: only one that takes uploads is known to be alone in its data directory.
            if (!_isSwept)
            {
                folder.EnumerateFiles($"*{Partial}").ToList().ForEach(file => file.Delete());
                _isSwept = true;
            }
        }

        long free = new DriveInfo(folder.FullName).AvailableFreeSpace - ReservedBytes;
        return Math.Min(free, options.MaxUploadBytes - folder.EnumerateFiles().Sum(file => file.Length));
    }

    /// <summary>Opens an unfinished file.</summary>
    /// <param name="partialPath">From <see cref="PartialPath"/>.</param>
    public FileStream Create(string partialPath)
    {
        Directory.CreateDirectory(_folder!);
        return new FileStream(partialPath, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Lists a complete file, in place of another of the same name.</summary>
    public void Publish(string partialPath, string keptName) => File.Move(partialPath, Path.Combine(_folder!, keptName), overwrite: true);

    /// <summary>Removes a file.</summary>
    /// <returns>False when it is not there.</returns>
    public bool Delete(string keptName)
    {
        if (Files().FirstOrDefault(file => file.Name == keptName) is not { } found)
        {
            return false;
        }

        File.Delete(found.FullPath);
        return true;
    }
}
