using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Uploads;

/// <summary>Tells from its first bytes what a file is, whatever its name says.</summary>
/// <remarks>Signatures: RFC 1952 (gzip), APPNOTE.TXT 4.3.7 (zip, so also .xlsx), [MS-CFB] 2.2 (old Excel files), ISO 32000-1 7.5.2 (PDF). Stateless; safe on any thread.</remarks>
internal static class UploadSignature
{
    /// <summary>How many first bytes are looked at.</summary>
    public const int Length = 4_096;

    /// <summary>Whether the bytes begin gzip data.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Refuses what is no comma-separated text.</summary>
    /// <param name="start">Up to <see cref="Length"/> first bytes, decompressed.</param>
    /// <exception cref="UploadRefusedException">The file is something else; the message says what and what to do.</exception>
    public static void CheckText(ReadOnlySpan<byte> start)
    {
        if (Problem(start) is { } problem)
        {
            throw new UploadRefusedException(problem);
        }
    }

    private static string? Problem(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "The file is UTF-16 text; save it as CSV in UTF-8.";
        }

        if (start.StartsWith("PK"u8))
        {
            return "The file is a workbook (.xlsx) or another zip archive, not CSV; save the sheet as CSV in UTF-8, or keep the workbook for a replay.";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "The file is an old Excel workbook (.xls), not CSV; save the sheet as CSV in UTF-8.";
        }

        if (IsGzip(start))
        {
            return "The file is compressed twice; upload the .csv or one .csv.gz of it.";
        }

        if (start.StartsWith("%PDF"u8))
        {
            return "The file is a PDF, not CSV.";
        }

        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        if (start.Contains((byte)0))
        {
            return "The file is binary data, not CSV.";
        }

        ReadOnlySpan<byte> text = start.TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? $"The file is empty; a CSV begins with a header: {string.Join(", ", TransactionColumns.Published)}."
            : text[0] is (byte)'{' or (byte)'[' ? "The file is JSON, not CSV; send JSON to POST /api/transactions."
            : text[0] == (byte)'<' ? "The file is HTML or XML, not CSV; perhaps an error page was saved in place of the data."
            : LooksSeparatedBySemicolons(text) ? "The file is separated by semicolons; save it with commas."
            : null;
    }

    private static bool LooksSeparatedBySemicolons(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> header = end < 0 ? text : text[..end];
        return !header.Contains((byte)',') && header.Count((byte)';') >= TransactionColumns.Published.Count - 1;
    }
}
