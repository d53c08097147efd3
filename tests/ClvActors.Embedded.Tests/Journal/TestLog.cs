using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Storage;

namespace ClvActors.Embedded.Tests.Journal;

/// <summary>Writes and reads small logs.</summary>
internal static class TestLog
{
    public const ulong Id = 0x0123_4567_89AB_CDEF;

    public static SimulatedStorage New(int seed = 1)
    {
        SimulatedStorage storage = new(seed);
        LogFile.Create(storage, Id);
        return storage;
    }

    public static LogWriter Write(IStorage storage, LogDurability durability = LogDurability.Synced)
    {
        using LogRecovery recovery = LogRecovery.Open(storage, 0, 0, Id);
        return recovery.StartWriting(durability);
    }

    /// <summary>A payload that tells its sequence number and has a length of its own.</summary>
    public static byte[] Payload(long sequence)
    {
        byte[] payload = new byte[8 + (sequence * 37 % 700)];
        new Random((int)sequence).NextBytes(payload);
        BitConverter.TryWriteBytes(payload, sequence);
        return payload;
    }

    /// <summary>Commits groups of the given sizes.</summary>
    public static void Commit(LogWriter writer, params int[] groups)
    {
        foreach (int frames in groups)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                writer.Append(FrameKind.Batch, Payload(writer.LastCommittedSequence + 1 + frame));
            }

            writer.Commit();
        }
    }

    /// <summary>Recovers and checks that each payload is its sequence number's; gives the sequence numbers.</summary>
    public static List<long> Recover(IStorage storage, out TornTail? tornTail, long after = 0, long from = 0)
    {
        using LogRecovery recovery = LogRecovery.Open(storage, after, from, Id);
        List<long> sequences = [];
        foreach (LogFrame frame in recovery.Frames())
        {
            Assert.Equal(Payload(frame.Sequence), frame.Payload.ToArray());
            sequences.Add(frame.Sequence);
        }

        recovery.StartWriting(LogDurability.Synced).Dispose();
        tornTail = recovery.TornTail;
        return sequences;
    }

    public static List<long> Recover(IStorage storage) => Recover(storage, out _);

    public static List<long> UpTo(long last) => [.. Enumerable.Range(1, (int)last).Select(sequence => (long)sequence)];
}
