using System.IO.Compression;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.Files.Workbooks;

namespace ClvActors.Files;

/// <summary>Opens transaction files by the ending of their name: <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c>.</summary>
public static class TransactionFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; its ending decides the format, in any case.</param>
    /// <param name="zone">The deployment's time zone, for times with an offset.</param>
    /// <param name="pool">Strings to share with other readers on the same thread; null for a pool of its own.</param>
    /// <returns>The reader, to be disposed by the caller.</returns>
    /// <exception cref="TransactionFileException">The file is missing, unreadable, of an unknown kind, not what its name says, empty, or
    /// its header lacks columns.</exception>
    public static TransactionReader Open(string path, TimeZoneInfo zone, StringPool? pool = null) => Open(path, path, zone, pool);

    /// <summary>Opens a file that lies under another name than its own, such as an unfinished upload.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">Its own name; the ending decides the format, and messages call it so.</param>
    /// <param name="zone">The deployment's time zone, for times with an offset.</param>
    /// <param name="pool">Strings to share with other readers on the same thread; null for a pool of its own.</param>
    /// <param name="mostBytes">Most bytes that it may hold after decompression, for files of strangers.</param>
    /// <exception cref="TransactionFileException">As for the other method; so too, here or while it is read, for a file over <paramref name="mostBytes"/>.</exception>
    public static TransactionReader Open(string path, string name, TimeZoneInfo zone, StringPool? pool = null, long mostBytes = long.MaxValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileFormat format = FormatOf(name);
        FileStream file = OpenFile(path);
        try
        {
            CheckSignature(file, name, format);
            switch (format)
            {
                case FileFormat.Csv:
                    return new CsvTransactionReader(new FileSource(file, name, mostBytes), zone, name, leaveOpen: false, pool, file);
                case FileFormat.CompressedCsv:
                    // Directory.Build.props switches strict validation on; without it a file that was cut short would just end.
                    GZipStream text = new(file, CompressionMode.Decompress);
                    return new CsvTransactionReader(new FileSource(text, name, mostBytes), zone, name, leaveOpen: false, pool, file);
                default:
                    CheckParts(file, name, mostBytes);
                    return new WorkbookTransactionReader(new FileSource(file, name), zone, name, pool);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a compressed file to its end, without looking at its lines: a stranger's file that is damaged or grows too large is refused before it is kept.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">Its own name; what is not <c>.csv.gz</c> needs no such look.</param>
    /// <param name="mostBytes">Most bytes that it may hold after decompression.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TransactionFileException">It is damaged, or over <paramref name="mostBytes"/>.</exception>
    public static void CheckCompressed(string path, string name, long mostBytes, CancellationToken cancellation)
    {
        if (FormatOf(name) != FileFormat.CompressedCsv)
        {
            return;
        }

        using FileSource text = new(new GZipStream(OpenFile(path), CompressionMode.Decompress), name, mostBytes);
        byte[] room = new byte[BufferSize];
        while (text.Read(room) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether a name ends in <c>.csv</c>, <c>.csv.gz</c> or <c>.xlsx</c>, in any case.</summary>
    public static bool HasKnownEnding(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    internal static FileFormat FormatOf(string path)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return FileFormat.Csv;
        }

        if (path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
        {
            return FileFormat.CompressedCsv;
        }

        return path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? FileFormat.Workbook
            : throw new TransactionFileException($"{path}: unknown kind of file, expected a name ending in .csv, .csv.gz or .xlsx");
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new TransactionFileException($"{path}: is a folder, not a file")
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TransactionFileException($"{path}: no such file", missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new TransactionFileException($"{path}: no permission to read it", refused);
        }
        catch (IOException failed)
        {
            throw new TransactionFileException($"{path}: cannot be opened: {failed.Message}", failed);
        }
    }

    // A workbook is a zip archive; its reader goes to and fro, so what it reads cannot be counted. The framework never decompresses more of a part than the archive says it holds.
    private static void CheckParts(FileStream file, string name, long mostBytes)
    {
        if (mostBytes == long.MaxValue)
        {
            return;
        }

        try
        {
            using ZipArchive parts = new(file, ZipArchiveMode.Read, leaveOpen: true);
            if (parts.Entries.Sum(part => (double)part.Length) > mostBytes)
            {
                throw FileSource.TooLarge(name, mostBytes);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new TransactionFileException($"{name}: is not a readable .xlsx workbook: {broken.Message}", broken);
        }

        file.Position = 0;
    }

    private static void CheckSignature(FileStream file, string path, FileFormat format)
    {
        Span<byte> start = stackalloc byte[2];
        int length = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        file.Position = 0;
        bool gzip = length == 2 && start[0] == 0x1F && start[1] == 0x8B;
        bool zip = length == 2 && start[0] == 'P' && start[1] == 'K';
        string? error = format switch
        {
            _ when length == 0 => "is empty",
            FileFormat.CompressedCsv when !gzip => "is not a gzip file",
            FileFormat.Workbook when !zip => "is not an .xlsx workbook",
            FileFormat.Csv when gzip => "is gzip data, expected a name ending in .csv.gz",
            FileFormat.Csv when zip => "is a zip file or a workbook, not comma-separated text",
            _ => null,
        };
        if (error is not null)
        {
            throw new TransactionFileException($"{path}: {error}");
        }
    }
}
