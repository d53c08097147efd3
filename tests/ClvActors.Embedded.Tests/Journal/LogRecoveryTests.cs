using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Storage;

namespace ClvActors.Embedded.Tests.Journal;

public sealed class LogRecoveryTests
{
    [Fact]
    public void Recover_CutAtEveryByteOfTheLastFrame_TellsTheTornTail()
    {
        byte[] whole = Log(out long lastFrame, 2, 1, 2);
        for (long length = lastFrame; length <= whole.Length; length++)
        {
            SimulatedStorage storage = With(whole[..(int)length]);
            List<long> sequences = TestLog.Recover(storage, out TornTail? tail);
            Assert.Equal(TestLog.UpTo(length == whole.Length ? 5 : 4), sequences);
            Assert.Equal(length == whole.Length || length == lastFrame ? null : new TornTail(lastFrame, length - lastFrame), tail);
            Assert.Equal(length == whole.Length ? length : lastFrame, storage.Bytes(LogFile.Name).Length);
        }
    }

    [Fact]
    public void Recover_TornTail_ContinuesBehindTheLastGoodFrame()
    {
        byte[] whole = Log(out long lastFrame, 2, 2);
        SimulatedStorage storage = With(whole[..(int)(lastFrame + 11)]);
        Assert.Equal(TestLog.UpTo(3), TestLog.Recover(storage));
        using (LogWriter writer = TestLog.Write(storage))
        {
            TestLog.Commit(writer, 2, 1);
        }

        Assert.Equal(TestLog.UpTo(6), TestLog.Recover(storage));
    }

    [Fact]
    public void Recover_ZerosOrNoiseBehindTheEnd_AreCut()
    {
        byte[] whole = Log(out _, 2, 2);
        byte[] noise = new byte[5_000];
        new Random(5).NextBytes(noise);
        "CLVF"u8.CopyTo(noise.AsSpan(100));
        foreach (byte[] tail in (byte[][])[new byte[3_000], noise, [1]])
        {
            SimulatedStorage storage = With([.. whole, .. tail]);
            Assert.Equal(TestLog.UpTo(4), TestLog.Recover(storage, out TornTail? torn));
            Assert.Equal(new TornTail(whole.Length, tail.Length), torn);
            Assert.Equal(whole, storage.Bytes(LogFile.Name));
        }
    }

    [Fact]
    public void Recover_DamageInAnEarlierGroup_IsRefusedWithItsOffset()
    {
        byte[] whole = Log(out _, 1, 1, 1);
        using LogWriter counting = TestLog.Write(With(whole[..LogFile.HeaderSize]));
        TestLog.Commit(counting, 1);
        long second = counting.CommittedOffset;
        whole[second + 50] ^= 1;
        SimulatedStorage storage = With(whole);
        LogDamagedException error = Assert.Throws<LogDamagedException>(() => TestLog.Recover(storage));
        Assert.Equal(second, error.Offset);
        Assert.Contains(LogFile.Name, error.Message, StringComparison.Ordinal);
        Assert.Equal(whole, storage.Bytes(LogFile.Name));
    }

    [Fact]
    public void Recover_OneBitFlippedAnywhere_IsRefusedOrCutButNeverAccepted()
    {
        byte[] whole = Log(out _, 1, 2, 2);
        int refused = 0, cut = 0;
        for (int offset = 0; offset < whole.Length; offset++)
        {
            byte[] damaged = [.. whole];
            damaged[offset] ^= (byte)(1 << (offset % 8));
            try
            {
                // Recover compares every payload with what was written under its number.
                List<long> sequences = TestLog.Recover(With(damaged), out TornTail? tail);
                Assert.True(tail is not null && sequences.Count is 3 or 4, $"offset {offset}: {sequences.Count} frames");
                Assert.Equal(TestLog.UpTo(sequences.Count), sequences);
                cut++;
            }
            catch (Exception error) when (error is LogDamagedException or NewerFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 0 && cut > 0);
        Assert.Equal(whole.Length, refused + cut);
    }

    [Fact]
    public void Recover_FrameInsideAPayload_CountsForNothing()
    {
        byte[] other = Log(out _, 1, 1, 1);
        SimulatedStorage storage = TestLog.New();
        long inner;
        using (LogWriter writer = TestLog.Write(storage))
        {
            inner = writer.CommittedOffset + 40;
            writer.Append(FrameKind.Batch, other);
            writer.Commit();
        }

        byte[] bytes = storage.Bytes(LogFile.Name);
        bytes[^1] ^= 1;
        Assert.Empty(TestLog.Recover(With(bytes), out TornTail? tail));
        Assert.Equal(LogFile.HeaderSize, tail!.Value.Offset);
        Assert.True(inner > tail.Value.Offset);
    }

    [Fact]
    public void Recover_AfterASnapshot_ReadsOnlyWhatFollows()
    {
        SimulatedStorage storage = TestLog.New();
        long offset;
        using (LogWriter writer = TestLog.Write(storage))
        {
            TestLog.Commit(writer, 2, 1);
            offset = writer.CommittedOffset;
            TestLog.Commit(writer, 1, 2);
        }

        Assert.Equal([4, 5, 6], TestLog.Recover(storage, out _, after: 3, from: offset));
        Assert.Equal([4, 5, 6], TestLog.Recover(storage, out _, after: 3));
        Assert.Empty(TestLog.Recover(storage, out _, after: 6, from: storage.Bytes(LogFile.Name).Length));
        Assert.Throws<LogDamagedException>(() => TestLog.Recover(storage, out _, after: 7, from: storage.Bytes(LogFile.Name).Length + 1));
    }

    [Fact]
    public void Open_ForeignMissingOrNewerLog_IsRefused()
    {
        SimulatedStorage storage = TestLog.New();
        Assert.Throws<LogDamagedException>(() => LogRecovery.Open(storage, 0, 0, TestLog.Id + 1));
        Assert.Throws<LogDamagedException>(() => LogRecovery.Open(new SimulatedStorage(1), 0, 0, TestLog.Id));
        byte[] header = storage.Bytes(LogFile.Name);
        header[8] = 2;
        uint checksum = Crc32C.Of([.. header[..12], .. header[16..]]);
        BitConverter.TryWriteBytes(header.AsSpan(12), checksum);
        NewerFormatException error = Assert.Throws<NewerFormatException>(() => LogRecovery.Open(With(header), 0, 0, TestLog.Id));
        Assert.Contains("version 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("version 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recover_ApprovedFile_GivesItsFrames()
    {
        using LogRecovery recovery = LogRecovery.Open(With(Approved.Bytes("log-1")), 0, 0, TestLog.Id);
        List<string> frames = [];
        foreach (LogFrame frame in recovery.Frames())
        {
            frames.Add($"{frame.Kind} {frame.Sequence} {frame.GroupFirst} {Convert.ToHexString(frame.Payload.Span)}");
        }

        Assert.Equal(["AsOf 1 1 01ADE42C", "Settled 2 1 01", "Settled 3 3 01"], frames);
    }

    [Fact]
    public void Recover_AfterAFailedSyncAndAKill_MakesTheLastGroupDurable()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            SimulatedStorage storage = TestLog.New(seed);
            using LogWriter writer = TestLog.Write(storage);
            TestLog.Commit(writer, 1);
            storage.Faults.FailSyncAt = storage.Syncs + 1;
            writer.Append(FrameKind.Batch, TestLog.Payload(2));
            Assert.Throws<StorageSyncException>(writer.Commit);

            SimulatedStorage restarted = storage.Kill();
            List<long> served = TestLog.Recover(restarted);
            Assert.Equal(TestLog.UpTo(2), served);
            Assert.Equal(served, TestLog.Recover(restarted.Crash()));
        }
    }

    [Fact]
    public void Recover_CrashAtEveryOperation_LosesNoCommittedFrame()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            for (long operation = 1; ; operation++)
            {
                SimulatedStorage storage = TestLog.New((seed * 1_000) + (int)operation);
                storage.Faults.CrashAtOperation = storage.Operations + operation;
                (long committed, bool isDone) = RunScript(storage);
                SimulatedStorage after = storage.Crash();
                List<long> sequences = TestLog.Recover(after);
                Assert.True(sequences.Count >= committed, $"seed {seed}, operation {operation}: {sequences.Count} of {committed}");
                Assert.Equal(TestLog.UpTo(sequences.Count), sequences);

                // What recovery has shown must survive another loss of power, and the log must go on.
                using (LogWriter writer = TestLog.Write(after))
                {
                    TestLog.Commit(writer, 1);
                }

                Assert.Equal(TestLog.UpTo(sequences.Count + 1), TestLog.Recover(after.Crash()));
                if (isDone)
                {
                    break;
                }
            }
        }
    }

    private static (long Committed, bool IsDone) RunScript(SimulatedStorage storage)
    {
        long committed = 0;
        try
        {
            for (int run = 0; run < 2; run++)
            {
                using LogWriter writer = TestLog.Write(storage);
                foreach (int frames in (int[])[1, 3, 2])
                {
                    TestLog.Commit(writer, frames);
                    committed = writer.LastCommittedSequence;
                }
            }

            return (committed, true);
        }
        catch (SimulatedCrashException)
        {
            return (committed, false);
        }
    }

    private static byte[] Log(out long lastFrame, params int[] groups)
    {
        SimulatedStorage storage = TestLog.New();
        using LogWriter writer = TestLog.Write(storage);
        TestLog.Commit(writer, groups);
        lastFrame = writer.CommittedOffset - 40 - TestLog.Payload(writer.LastCommittedSequence).Length;
        return storage.Bytes(LogFile.Name);
    }

    private static SimulatedStorage With(byte[] log)
    {
        SimulatedStorage storage = new(1);
        storage.Put(LogFile.Name, log);
        return storage;
    }
}
