using System.Buffers.Binary;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>The one log file of a data directory and the 32 bytes at its start.</summary>
public static class LogFile
{
    /// <summary>Its name in the data directory.</summary>
    public const string Name = "transactions.log";

    /// <summary>Version of the log's format that this program writes, and the newest that it reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Where the first frame starts.</summary>
    public const int HeaderSize = 32;

    /// <summary>The letters CLVLOG, then two zeros.</summary>
    private const ulong Magic = 0x0000_474F_4C56_4C43;

    /// <summary>Creates a log without frames, durably; replaces one that holds none.</summary>
    public static void Create(IStorage storage, ulong logId)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], logId);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Checksum(header));
        AtomicFile.Replace(storage, Name, header);
    }

    /// <summary>Whether there is a log with something behind its header.</summary>
    public static bool HoldsFrames(IStorage storage)
    {
        if (!storage.Exists(Name))
        {
            return false;
        }

        using IStorageFile file = storage.OpenFile(Name);
        return file.Length > HeaderSize;
    }

    /// <summary>Opens the log and checks its header.</summary>
    /// <exception cref="LogDamagedException">The log is missing, its header is damaged, or it is another directory's.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote it.</exception>
    public static IStorageFile Open(IStorage storage, ulong logId)
    {
        string name = NameIn(storage);
        if (!storage.Exists(Name))
        {
            throw new LogDamagedException(name, 0, "the file is missing");
        }

        IStorageFile file = storage.OpenFile(Name);
        try
        {
            Check(file, name, logId);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The log as messages name it.</summary>
    public static string NameIn(IStorage storage) => $"{storage.Location}/{Name}";

    private static void Check(IStorageFile file, string name, ulong logId)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.Read(0, header) < HeaderSize || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Checksum(header))
        {
            throw new LogDamagedException(name, 0, "its header is not that of a log");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version > FormatVersion)
        {
            throw new NewerFormatException($"The log {name}", version, FormatVersion);
        }

        ulong found = BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
        if (found != logId)
        {
            throw new LogDamagedException(name, 16, $"it has id {found:x16} and the directory's manifest names {logId:x16}");
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> header) =>
        Crc32C.Finish(Crc32C.Continue(Crc32C.Continue(Crc32C.Start, header[..12]), header[16..HeaderSize]));
}
