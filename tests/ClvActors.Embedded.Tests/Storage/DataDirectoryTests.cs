using System.Text;
using ClvActors.Domain.Population;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Journal;

namespace ClvActors.Embedded.Tests.Storage;

public sealed class DataDirectoryTests
{
    private static readonly DirectoryManifest Sample =
        new(TestLog.Id, 4, DirectoryManifest.HashNameNow, AsOfClock.Event, "GBP", "Europe/London");

    [Fact]
    public void Open_EmptyDirectory_CreatesLogAndManifestDurably()
    {
        SimulatedStorage storage = new(1);
        using (DataDirectory directory = DataDirectory.Open(storage, Sample))
        {
            Assert.True(directory.IsNew);
        }

        SimulatedStorage after = storage.Crash();
        using DataDirectory again = DataDirectory.Open(after, Sample with { LogId = 9, ShardCount = 1 });
        Assert.False(again.IsNew);
        Assert.Equal(Sample, again.Manifest);
        Assert.Empty(TestLog.Recover(after));
    }

    [Fact]
    public void Open_CrashAtEveryOperation_CanBeRepeated()
    {
        for (int operation = 1; operation < 20; operation++)
        {
            SimulatedStorage storage = new(operation);
            storage.Faults.CrashAtOperation = operation;
            Record.Exception(() => DataDirectory.Open(storage, Sample));
            using DataDirectory directory = DataDirectory.Open(storage.Crash(), Sample with { LogId = 77 });
            LogRecovery.Open(directory.Storage, 0, 0, directory.Manifest.LogId).StartWriting(LogDurability.Synced).Dispose();
        }
    }

    [Fact]
    public void Open_SecondTime_SaysThatItIsInUse()
    {
        SimulatedStorage storage = new(1);
        using DataDirectory directory = DataDirectory.Open(storage, Sample);
        Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(storage, Sample));
    }

    [Fact]
    public void Open_NewerManifest_NamesBothVersions()
    {
        SimulatedStorage storage = new(1);
        storage.Put(DataDirectory.ManifestFile, "{\"format_version\": 12, \"shape\": []}"u8);
        NewerFormatException error = Assert.Throws<NewerFormatException>(() => DataDirectory.Open(storage, Sample));
        Assert.Equal((12, 1), (error.Found, error.Supported));

        // The failed attempt has released the lock.
        storage.Put(DataDirectory.ManifestFile, Sample.ToJson());
        DataDirectory.Open(storage, Sample).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format_version\": \"1\"}")]
    [InlineData("{\"format_version\": 1}")]
    public void Open_UnreadableManifest_NamesTheFile(string content)
    {
        SimulatedStorage storage = new(1);
        storage.Put(DataDirectory.ManifestFile, Encoding.UTF8.GetBytes(content));
        DirectoryManifestException error = Assert.Throws<DirectoryManifestException>(() => DataDirectory.Open(storage, Sample));
        Assert.Contains("simulated/manifest.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LogWithoutManifest_IsRefused()
    {
        SimulatedStorage storage = TestLog.New();
        using (LogWriter writer = TestLog.Write(storage))
        {
            TestLog.Commit(writer, 1);
        }

        Assert.Throws<DirectoryManifestException>(() => DataDirectory.Open(storage, Sample));
    }

    [Fact]
    public void Update_OtherShardCount_StaysAfterACrash()
    {
        SimulatedStorage storage = new(1);
        using DataDirectory directory = DataDirectory.Open(storage, Sample);
        directory.Update(Sample with { ShardCount = 9 });
        Assert.Throws<ArgumentException>(() => directory.Update(Sample with { LogId = 5 }));
        using DataDirectory again = DataDirectory.Open(storage.Crash(), Sample);
        Assert.Equal(9, again.Manifest.ShardCount);
    }

    [Fact]
    public void ToJson_Sample_IsTheApprovedText() => Approved.Equal("manifest-1", Sample.ToJson());
}
