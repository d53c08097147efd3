namespace ClvActors.Learning.Tests.Bundles;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-bundles-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public IEnumerable<string> Entries() => _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
