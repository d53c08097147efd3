using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Storage;

namespace ClvActors.Embedded.Tests.Journal;

public sealed class LogWriterTests
{
    [Fact]
    public void Commit_ThreeFrames_WritesAndSyncsOnce()
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        (long operations, long syncs) = (storage.Operations, storage.Syncs);
        TestLog.Commit(writer, 3);
        Assert.Equal((2, 1), (storage.Operations - operations, storage.Syncs - syncs));
        Assert.Equal((1, 3), (writer.Syncs, writer.LastCommittedSequence));
        Assert.Equal(writer.CommittedOffset, LogFile.HeaderSize + writer.Bytes);
        Assert.Equal(TestLog.UpTo(3), TestLog.Recover(storage.Crash()));
    }

    [Fact]
    public void Commit_NothingBuffered_DoesNothing()
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        long operations = storage.Operations;
        writer.Commit();
        writer.Sync();
        Assert.Equal(operations, storage.Operations);
    }

    [Fact]
    public void Commit_SampleFrames_WritesTheApprovedFile()
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        writer.Append(FrameKind.AsOf, AsOfCodec.Encode(733_741));
        writer.Append(FrameKind.Settled, SettledCodec.Encode());
        writer.Commit();
        writer.Append(FrameKind.Settled, SettledCodec.Encode());
        writer.Commit();
        Approved.Equal("log-1", storage.Bytes(LogFile.Name));
    }

    [Fact]
    public void Commit_DiskFull_CutsBackAndStaysUsable()
    {
        for (int room = 0; room < 1_500; room += 7)
        {
            SimulatedStorage storage = TestLog.New(room);
            using LogWriter writer = TestLog.Write(storage);
            TestLog.Commit(writer, 2);
            byte[] before = storage.Bytes(LogFile.Name);
            storage.Faults.Capacity = before.Length + room;
            writer.Append(FrameKind.Batch, new byte[900]);
            writer.Append(FrameKind.Batch, new byte[900]);
            Assert.Throws<StorageFullException>(writer.Commit);
            Assert.Equal(before, storage.Bytes(LogFile.Name));
            Assert.Equal((2, false), (writer.LastCommittedSequence, writer.IsFailed));

            storage.Faults.Capacity = null;
            TestLog.Commit(writer, 1, 2);
            Assert.Equal(TestLog.UpTo(5), TestLog.Recover(storage.Crash()));
        }
    }

    [Fact]
    public void Commit_DiskFullThenPowerLoss_BringsNoRefusedFrameBack()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            SimulatedStorage storage = TestLog.New(seed);
            using LogWriter writer = TestLog.Write(storage);
            TestLog.Commit(writer, 2);
            storage.Faults.Capacity = storage.Bytes(LogFile.Name).Length + 1_000;
            writer.Append(FrameKind.Batch, TestLog.Payload(3));
            writer.Append(FrameKind.Batch, new byte[2_000]);
            Assert.Throws<StorageFullException>(writer.Commit);
            Assert.Equal(TestLog.UpTo(2), TestLog.Recover(storage.Crash()));
        }
    }

    [Fact]
    public void Commit_SyncFails_IsFatalForEver()
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        TestLog.Commit(writer, 1);
        storage.Faults.FailSyncAt = storage.Syncs + 1;
        writer.Append(FrameKind.Batch, TestLog.Payload(2));
        Assert.Throws<StorageSyncException>(writer.Commit);
        Assert.True(writer.IsFailed);
        Assert.Equal(1, writer.LastCommittedSequence);
        Assert.Throws<InvalidOperationException>(() => writer.Append(FrameKind.Batch, [1]));
        Assert.Throws<InvalidOperationException>(writer.Commit);
        Assert.Throws<InvalidOperationException>(writer.Sync);
    }

    [Fact]
    public void Commit_CutBackCannotBeSynced_IsFatal()
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        storage.Faults.Capacity = 100;
        storage.Faults.FailSyncAt = storage.Syncs + 1;
        writer.Append(FrameKind.Batch, new byte[200]);
        Assert.Throws<StorageSyncException>(writer.Commit);
        Assert.True(writer.IsFailed);
    }

    [Fact]
    public void Commit_Relaxed_SyncsOnlyWhenAsked()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            SimulatedStorage storage = TestLog.New(seed);
            using LogWriter writer = TestLog.Write(storage, LogDurability.Relaxed);
            TestLog.Commit(writer, 1, 2);
            Assert.Equal(0, writer.Syncs);
            writer.Sync();
            writer.Sync();
            Assert.Equal(1, writer.Syncs);
            TestLog.Commit(writer, 2, 1, 3);
            List<long> survived = TestLog.Recover(storage.Crash());
            Assert.True(survived.Count >= 3, $"seed {seed}");
            Assert.Equal(TestLog.UpTo(survived.Count), survived);
        }
    }
}
