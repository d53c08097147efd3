using ClvActors.Embedded.Storage;
using ClvActors.Host.Composition;

namespace ClvActors.Host.Tests.Composition;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clv-data-folder-").FullName;

    private string Named => Path.Combine(_root, "data");

    private HostOptions Silo => new() { DataDirectory = Named, Cluster = new ClusterSettings() };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Prepare_NoNameForTheEngine_IsTemporary()
    {
        string path;
        using (DataFolder folder = DataFolder.Prepare(new HostOptions())!)
        {
            path = folder.FullPath;
            Assert.True(Directory.Exists(path));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void Prepare_NamedForTheEngine_IsMadeAndLeftUnlocked()
    {
        using (DataFolder folder = DataFolder.Prepare(new HostOptions { DataDirectory = Named })!)
        {
            Assert.Equal(Named, folder.FullPath);
            using IDisposable engine = new DiskStorage(Named).Lock(DataDirectory.LockFile);
        }

        Assert.True(Directory.Exists(Named));
    }

    [Fact]
    public void Prepare_NoNameForASilo_IsNone() => Assert.Null(DataFolder.Prepare(new HostOptions { Cluster = new ClusterSettings() }));

    [Fact]
    public void Prepare_OfAnotherSilo_IsRefusedUntilThatHasEnded()
    {
        using (DataFolder first = DataFolder.Prepare(Silo)!)
        {
            Assert.Contains($"{Named} is in use", Assert.Throws<StartRefusedException>(() => DataFolder.Prepare(Silo)).Message, StringComparison.Ordinal);
        }

        using DataFolder second = DataFolder.Prepare(Silo)!;
        Assert.Equal(Named, second.FullPath);
    }

    [Fact]
    public void Prepare_EmbeddedEnginesForASilo_IsRefusedAndLeftUnlocked()
    {
        Directory.CreateDirectory(Named);
        File.WriteAllText(Path.Combine(Named, DataDirectory.ManifestFile), "{}");

        Assert.Contains("customers of an embedded engine", Assert.Throws<StartRefusedException>(() => DataFolder.Prepare(Silo)).Message, StringComparison.Ordinal);

        using IDisposable engine = new DiskStorage(Named).Lock(DataDirectory.LockFile);
    }

    [Fact]
    public void Prepare_AFileInItsPlace_IsRefused()
    {
        File.WriteAllText(Named, "");

        Assert.Contains("cannot be made", Assert.Throws<StartRefusedException>(() => DataFolder.Prepare(Silo)).Message, StringComparison.Ordinal);
    }
}
