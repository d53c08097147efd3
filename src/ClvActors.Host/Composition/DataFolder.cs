namespace ClvActors.Host.Composition;

/// <summary>The data directory, which for a demo is temporary.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly bool _isTemporary;

    private DataFolder(string path, bool isTemporary)
    {
        FullPath = path;
        _isTemporary = isTemporary;
    }

    /// <summary>Full path of the folder; it exists.</summary>
    public string FullPath { get; }

    /// <summary>Makes the folder that the options name, or a fresh temporary one when they name none.</summary>
    /// <exception cref="StartRefusedException">The folder cannot be made.</exception>
    public static DataFolder Prepare(HostOptions options)
    {
        try
        {
            return options.DataDirectory is { } path
                ? new DataFolder(Directory.CreateDirectory(path).FullName, isTemporary: false)
                : new DataFolder(Directory.CreateTempSubdirectory("clvactors-demo-").FullName, isTemporary: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException($"the data directory {options.DataDirectory} cannot be made: {refused.Message}", refused);
        }
    }

    /// <summary>Deletes the folder if it is temporary.</summary>
    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
