using System.Text;
using ClvActors.Domain.Transactions;
using CsvHelper;

namespace ClvActors.Files.Csv;

/// <summary>Reads transaction lines from comma-separated text (RFC 4180, UTF-8, header first) over any stream.</summary>
/// <remarks>
/// <para>A byte order mark, CRLF, LF or CR line ends, doubled quotes and line breaks inside quotes are accepted; blank lines are passed over. A row
/// with another number of fields than the header, or with a stray quote, is malformed. A quote that is never closed breaks the file,
/// because no line after it can be trusted; <see cref="LargestRecord"/> bounds the memory that it can cost.</para>
/// <para>The stream is read synchronously and exceptions of the stream pass through.</para>
/// </remarks>
public sealed class CsvTransactionReader : TransactionReader
{
    /// <summary>Longest accepted record in bytes: nine fields of <see cref="TransactionLimits.LongestText"/> characters with room to spare.</summary>
    public const int LargestRecord = 1 << 16;

    private readonly CsvReader _records;
    private readonly TransactionLineParser _parser;
    private readonly TransactionColumns _columns;
    private readonly TransactionColumn?[] _columnAt;
    private readonly string _name;
    private readonly Stream? _source;
    private char[] _characters = new char[4096];
    private CsvMalformedReason? _quoting;

    /// <summary>Starts reading: takes in and maps the header.</summary>
    /// <param name="stream">The text, from its current position.</param>
    /// <param name="zone">The deployment's time zone, for times with an offset.</param>
    /// <param name="name">What messages call the input: a path, or "the body".</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <param name="pool">Strings to share with other readers on the same thread; null for a pool of its own.</param>
    /// <exception cref="TransactionFileException">The input is empty, or its header lacks required columns, which are all named.</exception>
    public CsvTransactionReader(Stream stream, TimeZoneInfo zone, string name = "the input", bool leaveOpen = false, StringPool? pool = null)
        : this(stream, zone, name, leaveOpen, pool, null)
    {
    }

    internal CsvTransactionReader(Stream stream, TimeZoneInfo zone, string name, bool leaveOpen, StringPool? pool, Stream? source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _name = name;
        _source = source;
        _parser = new TransactionLineParser(zone, pool);
        CsvReaderOptions options = new()
        {
            HasHeader = false,
            Separator = ',',
            TrackLineNumbers = true,
            MaxRecordSize = LargestRecord,
            OnMalformedRecord = record => _quoting = record.Reason,
        };
        _records = CsvReader.Create(stream, options, leaveOpen);
        try
        {
            _columns = ReadHeader();
        }
        catch
        {
            _records.Dispose();
            throw;
        }

        _columnAt = new TransactionColumn?[_columns.Width];
        foreach (TransactionColumn column in Enum.GetValues<TransactionColumn>())
        {
            if (_columns[column] >= 0)
            {
                _columnAt[_columns[column]] = column;
            }
        }
    }

    /// <inheritdoc/>
    public override long BytesRead => _source?.Position ?? _records.ByteOffset;

    /// <inheritdoc/>
    public override long? BytesTotal => _source?.Length;

    /// <inheritdoc/>
    public override bool TryRead(out FileLine line)
    {
        if (!ReadRecord())
        {
            line = default;
            return false;
        }

        long number = _records.LineNumber;
        if (_quoting is not null)
        {
            line = new FileLine(number, null, null, "has a stray quote; quotes inside a field must be doubled and the field quoted");
        }
        else if (_records.FieldCount != _columns.Width)
        {
            line = new FileLine(number, null, null, $"has {Fields(_records.FieldCount)}, expected {_columns.Width}");
        }
        else
        {
            line = ParseRecord(number);
        }

        return true;
    }

    /// <inheritdoc/>
    public override string? LastText(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);

        // UTF-8 takes at most three bytes for a unit of UTF-16, so this is enough, and a record of 64 KiB is not decoded for its first words.
        ReadOnlySpan<byte> record = _records.RawRecord;
        string text = Encoding.UTF8.GetString(record[..Math.Min(record.Length, 3 * (most + 2))]).TrimEnd('\r', '\n');
        text = text.Length > most ? text[..(most - 1)] + '…' : text;
        return string.Create(text.Length, text, static (room, from) =>
        {
            for (int at = 0; at < room.Length; at++)
            {
                room[at] = char.IsControl(from[at]) ? ' ' : from[at];
            }
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records.Dispose();
        }
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private TransactionColumns ReadHeader()
    {
        if (!ReadRecord())
        {
            throw new TransactionFileException($"{_name}: is empty, expected a header with the columns {string.Join(", ", TransactionColumns.Published)}");
        }

        string[] header = new string[_records.FieldCount];
        for (int index = 0; index < header.Length; index++)
        {
            header[index] = _records.GetString(index);
        }

        return TransactionColumns.TryMap(header, out TransactionColumns? columns, out string? error)
            ? columns
            : throw new TransactionFileException($"{_name}: {error}");
    }

    private bool ReadRecord()
    {
        _quoting = null;
        bool read;
        try
        {
            read = _records.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new TransactionFileException(
                $"{_name}, after line {_records.LineNumber}: a record is longer than {LargestRecord} bytes; probably a quote is never closed", broken);
        }

        if (_quoting == CsvMalformedReason.UnterminatedQuote)
        {
            throw new TransactionFileException($"{_name}, line {_records.LineNumber}: a quoted field is never closed");
        }

        return read;
    }

    private FileLine ParseRecord(long number)
    {
        // UTF-16 never has more units than UTF-8 has bytes.
        if (_records.RawRecord.Length > _characters.Length)
        {
            _characters = new char[_records.RawRecord.Length];
        }

        Span<char> room = _characters;
        TransactionFields fields = default;
        TransactionColumn?[] columnAt = _columnAt;
        for (int index = 0; index < columnAt.Length; index++)
        {
            if (columnAt[index] is { } column)
            {
                // Invalid bytes become U+FFFD, which the parser refuses.
                int length = Encoding.UTF8.GetChars(_records.GetSpan(index), room);
                fields[column] = TransactionField.Text(room[..length]);
                room = room[length..];
            }
        }

        return _parser.TryParse(fields, out TransactionLine? line, out string? error)
            ? new FileLine(number, null, line, null)
            : new FileLine(number, null, null, error);
    }
}
