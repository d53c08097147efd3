using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Journal;

namespace ClvActors.Embedded.Tests.Storage;

public sealed class DiskStorageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("clv-storage-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void File_WriteReadTruncate_BehavesLikeTheInterfaceSays()
    {
        DiskStorage storage = new(_directory);
        using IStorageFile file = storage.OpenFile("a");
        file.Append([1, 2, 3]);
        file.Append([4]);
        file.WriteAt(1, [9, 9]);
        file.Sync();
        byte[] buffer = new byte[10];
        Assert.Equal(4, file.Read(0, buffer));
        Assert.Equal([1, 9, 9, 4], buffer[..4]);
        file.Truncate(2);
        Assert.Equal((2, 0), (file.Length, file.Read(2, buffer)));
    }

    [Fact]
    public void Folder_CreateRenameListDelete_BehavesLikeTheInterfaceSays()
    {
        DiskStorage storage = new(_directory);
        Assert.Empty(storage.List("f"));
        storage.CreateFolder("f");
        foreach (string name in (string[])["f/b", "f/a", "f/c"])
        {
            storage.OpenFile(name).Dispose();
        }

        storage.Rename("f/c", "f/a");
        storage.SyncFolder("f");
        storage.SyncFolder(string.Empty);
        Assert.Equal(["a", "b"], storage.List("f"));
        storage.Delete("f/a");
        storage.Delete("f/missing");
        Assert.False(storage.Exists("f/a"));
        Assert.True(storage.Exists("f/b"));
        Assert.NotEqual("unknown", storage.FileSystem);
        Assert.Throws<StorageSyncException>(() => storage.SyncFolder("missing"));
    }

    [Fact]
    public void Lock_HeldByAnother_SaysThatTheDirectoryIsInUse()
    {
        DiskStorage storage = new(_directory);
        using (storage.Lock("lock"))
        {
            DataDirectoryInUseException error = Assert.Throws<DataDirectoryInUseException>(() => new DiskStorage(_directory).Lock("lock"));
            Assert.Contains(_directory, error.Message, StringComparison.Ordinal);
        }

        // The file is still there and means nothing.
        Assert.True(storage.Exists("lock"));
        storage.Lock("lock").Dispose();
    }

    [Fact]
    public void Append_FullDevice_SaysThatNoSpaceIsLeft()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Skip("There is no /dev/full here.");
        }

        using IStorageFile file = new DiskStorage("/dev").OpenFile("full");
        Assert.Throws<StorageFullException>(() => file.WriteAt(0, [1]));
    }

    [Fact]
    public void Log_WrittenAndRecovered_IsTheSame()
    {
        DiskStorage storage = new(_directory);
        LogFile.Create(storage, TestLog.Id);
        for (int run = 1; run <= 3; run++)
        {
            using LogWriter writer = TestLog.Write(storage);
            TestLog.Commit(writer, 1, 2);
        }

        Assert.Equal(TestLog.UpTo(9), TestLog.Recover(storage));
    }
}
