using System.Globalization;
using System.Text;
using CsvHelper;

namespace ClvActors.CommandLine.Input;

/// <summary>A forward-only pass over a comma-separated table with a header, columns found by name.</summary>
/// <remarks>UTF-8, RFC 4180; any wrong row ends the pass with a message that names file and line. Not thread-safe.</remarks>
internal sealed class CsvTable : IDisposable
{
    private readonly FileStream _file;
    private readonly CsvReader _records;
    private bool _isMalformed;

    private CsvTable(string path, FileStream file)
    {
        Path = path;
        _file = file;
        _records = CsvReader.Create(file, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrackLineNumbers = true,
            OnMalformedRecord = _ => _isMalformed = true,
        });
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Names of the columns, in the file's order, each once.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Share of the file that was read, 0 to 1.</summary>
    public double Share => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Opens a table and reads its header.</summary>
    /// <exception cref="WrongInputException">The file is missing, unreadable or empty, or names a column twice.</exception>
    public static CsvTable Open(string path)
    {
        CsvTable table = new(path, OpenFile(path));
        try
        {
            if (!table.ReadRecord())
            {
                throw new WrongInputException($"{path}: is empty, expected a header");
            }

            string[] header = [.. Enumerable.Range(0, table._records.FieldCount).Select(table.Text)];
            string? repeated = header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
            table.Header = repeated is null ? header : throw new WrongInputException($"{path}: the header names the column {repeated} twice");
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Positions of columns.</summary>
    /// <exception cref="WrongInputException">Columns are missing; the message names them all.</exception>
    public int[] Find(IReadOnlyList<string> names)
    {
        Dictionary<string, int> positions = Header.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        string[] missing = [.. names.Where(name => !positions.ContainsKey(name))];
        return missing.Length == 0
            ? [.. names.Select(name => positions[name])]
            : throw new WrongInputException($"{Path}: the header lacks the {(missing.Length == 1 ? "column" : "columns")} {string.Join(", ", missing)}");
    }

    /// <summary>Goes to the next row; blank lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="WrongInputException">The row has another number of fields than the header, or a stray quote.</exception>
    public bool Read()
    {
        if (!ReadRecord())
        {
            return false;
        }

        return _records.FieldCount == Header.Count
            ? true
            : throw Wrong($"has {_records.FieldCount} {(_records.FieldCount == 1 ? "field" : "fields")}, expected {Header.Count}");
    }

    /// <summary>A field of the row as text.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(_records.GetSpan(column));

    /// <summary>A field of the row as a number; empty and <c>nan</c> are NaN, a missing value.</summary>
    /// <exception cref="WrongInputException">The field is no number, or infinite.</exception>
    public double Number(int column)
    {
        ReadOnlySpan<byte> text = _records.GetSpan(column).Trim((byte)' ');
        if (text.IsEmpty)
        {
            return double.NaN;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value)
            ? value
            : throw Wrong($"column {Header[column]}: '{Text(column)}' is not a finite number");
    }

    /// <summary>A failure at the current row.</summary>
    public WrongInputException Wrong(string message) => new($"{Path}, line {_records.LineNumber}: {message}");

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new WrongInputException($"{path}: is a folder, not a file")
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WrongInputException($"{path}: no such file", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{path}: cannot be opened: {failed.Message}", failed);
        }
    }

    private bool ReadRecord()
    {
        _isMalformed = false;
        bool read;
        try
        {
            read = _records.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new WrongInputException($"{Path}, after line {_records.LineNumber}: is not comma-separated text: {broken.Message}", broken);
        }

        return _isMalformed ? throw Wrong("has a stray quote, or one that is never closed") : read;
    }
}
