using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Csv;

/// <summary>Writes transaction lines in the published layout of Online Retail II: eight columns, integer customers as <c>13085.0</c>.</summary>
/// <remarks>
/// <para>UTF-8 without a byte order mark, LF, quotes only where a field needs them; the same lines give the same bytes (a compressed file
/// carries no time stamp). <see cref="TransactionLine.LineId"/> has no column in the published layout; a ninth one is written when asked for.</para>
/// <para>A file is written under a temporary name beside its own and takes its name in <see cref="Complete"/>; disposing without that
/// removes it, so nothing half-written is ever left under the name. Not thread-safe.</para>
/// </remarks>
public sealed class CsvTransactionWriter : IDisposable
{
    private const int BufferSize = 1 << 16;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _text;
    private readonly string? _path;
    private readonly string? _temporaryPath;
    private readonly char[] _number = new char[32];
    private readonly bool _writesLineId;
    private bool _closed;

    /// <summary>Writes to a stream, beginning with the header.</summary>
    /// <param name="stream">Where to; complete after <see cref="Complete"/>.</param>
    /// <param name="leaveOpen">Whether the stream stays open.</param>
    /// <param name="writesLineId">Whether a ninth column, <c>line_id</c>, is written.</param>
    public CsvTransactionWriter(Stream stream, bool leaveOpen = false, bool writesLineId = false)
    {
        _writesLineId = writesLineId;
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen) { NewLine = "\n" };
        _text.WriteLine(string.Join(',', TransactionColumns.Published) + (writesLineId ? ",line_id" : ""));
    }

    private CsvTransactionWriter(Stream stream, string path, string temporaryPath)
        : this(stream)
    {
        _path = path;
        _temporaryPath = temporaryPath;
    }

    /// <summary>Lines written so far.</summary>
    public long LinesWritten { get; private set; }

    /// <summary>Starts a file; an existing one of that name stays until <see cref="Complete"/> replaces it.</summary>
    /// <param name="path">A name ending in <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <exception cref="TransactionFileException">The name ends otherwise, or its folder is missing or not writable.</exception>
    public static CsvTransactionWriter Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileFormat format = TransactionFile.FormatOf(path);
        if (format == FileFormat.Workbook)
        {
            throw new TransactionFileException($"{path}: workbooks are only read, name a .csv or .csv.gz file to write");
        }

        if (Directory.Exists(path))
        {
            throw new TransactionFileException($"{path}: is a folder, not a file");
        }

        string temporaryPath = path + ".partial";
        try
        {
            Stream stream = new FileStream(temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize);
            return new CsvTransactionWriter(
                format == FileFormat.CompressedCsv ? new GZipStream(stream, CompressionLevel.Optimal) : stream, path, temporaryPath);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new TransactionFileException($"{path}: cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>Writes one line.</summary>
    /// <exception cref="TransactionFileException">The disk refuses it.</exception>
    public void Write(TransactionLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            WriteText(line.Invoice);
            _text.Write(',');
            WriteText(line.StockCode);
            _text.Write(',');
            WriteText(line.Description);
            _text.Write(',');
            WriteNumber(line.Quantity, "D");
            _text.Write(',');
            WriteTime(line.Time);
            _text.Write(',');
            WriteNumber(line.Price.ToDecimal(), "0.0###");
            _text.Write(',');
            WriteCustomer(line.Customer);
            _text.Write(',');
            WriteText(line.Country);
            if (_writesLineId)
            {
                _text.Write(',');
                WriteText(line.LineId ?? "");
            }

            _text.Write('\n');
            LinesWritten++;
        }
        catch (IOException failed) when (_path is not null)
        {
            throw new TransactionFileException($"{_path}: cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>Ends the output; a file gets its name.</summary>
    /// <exception cref="TransactionFileException">The disk refuses it.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            _text.Dispose();
            if (_temporaryPath is not null)
            {
                File.Move(_temporaryPath, _path!, overwrite: true);
            }

            _closed = true;
        }
        catch (Exception failed) when (_path is not null && failed is IOException or UnauthorizedAccessException)
        {
            throw new TransactionFileException($"{_path}: cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>Closes the output; a file that was not completed is removed.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            _text.Dispose();
        }
        catch (IOException) when (_temporaryPath is not null)
        {
            // A full disk refuses the last buffer too; the file goes away in any case.
        }

        if (_temporaryPath is not null)
        {
            File.Delete(_temporaryPath);
        }
    }

    private void WriteCustomer(CustomerId? customer)
    {
        if (customer is not { } id)
        {
            return;
        }

        if (id.IsInteger)
        {
            WriteNumber(id.Number, "D");
            _text.Write(".0");
        }
        else
        {
            WriteText(id.ToString());
        }
    }

    private void WriteTime(DateTime time)
    {
        bool whole = time.Ticks % TimeSpan.TicksPerSecond == 0;
        WriteNumber(time, whole ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFFF");
    }

    private void WriteNumber<T>(T value, string format)
        where T : ISpanFormattable
    {
        value.TryFormat(_number, out int length, format, CultureInfo.InvariantCulture);
        _text.Write(_number.AsSpan(0, length));
    }

    private void WriteText(string text)
    {
        if (!text.AsSpan().ContainsAny(NeedQuotes))
        {
            _text.Write(text);
            return;
        }

        _text.Write('"');
        _text.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _text.Write('"');
    }
}
