namespace ClvActors.CommandLine.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-verbs-");

    public string Root => _folder.FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a text file and gives its path.</summary>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(Path(name), string.Join('\n', lines) + "\n");
        return Path(name);
    }

    public IEnumerable<string> Entries() => _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
