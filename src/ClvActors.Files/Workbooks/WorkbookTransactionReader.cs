using System.Globalization;
using System.Text;
using ClvActors.Domain.Transactions;
using ExcelDataReader;

namespace ClvActors.Files.Workbooks;

/// <summary>Reads transaction lines from all sheets of an Office Open XML workbook, each with its own header in its first row.</summary>
/// <remarks>
/// <para>Sheets without any cell are passed over, and so are blank rows. Cells keep their types: numbers become the nearest multiple of 0.0001
/// (see <see cref="TransactionField"/>), date cells naive times; a number in the date column is a spreadsheet serial date.</para>
/// <para>Rows are streamed; the workbook's shared texts are held in memory, as the format demands.</para>
/// </remarks>
internal sealed class WorkbookTransactionReader : TransactionReader
{
    private readonly FileSource _source;
    private readonly IExcelDataReader _rows;
    private readonly TransactionLineParser _parser;
    private readonly string _path;
    private TransactionColumns? _columns;
    private long _row;

    internal WorkbookTransactionReader(FileSource source, TimeZoneInfo zone, string path, StringPool? pool)
    {
        // ExcelDataReader's configuration names code page 1252 even where, as in .xlsx, all text is UTF-8.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _source = source;
        _path = path;
        _parser = new TransactionLineParser(zone, pool);
        _rows = Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(source));
        try
        {
            if (!EnterSheet() && !NextSheet())
            {
                throw new TransactionFileException($"{path}: no sheet holds any cell");
            }
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override long BytesRead => _source.Position;

    /// <inheritdoc/>
    public override long? BytesTotal => _source.Length;

    /// <inheritdoc/>
    public override bool TryRead(out FileLine line)
    {
        while (true)
        {
            if (!ReadRow())
            {
                if (NextSheet())
                {
                    continue;
                }

                line = default;
                return false;
            }

            if (!IsBlank())
            {
                line = ParseRow();
                return true;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _source.Dispose();
        }
    }

    private bool NextSheet()
    {
        while (Guarded(_rows.NextResult))
        {
            if (EnterSheet())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Maps the header of the current sheet; false when the sheet is blank.</summary>
    private bool EnterSheet()
    {
        _row = 0;
        do
        {
            if (!ReadRow())
            {
                return false;
            }
        }
        while (IsBlank());

        string[] header = new string[_rows.FieldCount];
        for (int index = 0; index < header.Length; index++)
        {
            header[index] = Convert.ToString(_rows.GetValue(index), CultureInfo.InvariantCulture) ?? "";
        }

        return TransactionColumns.TryMap(header, out _columns, out string? error)
            ? true
            : throw new TransactionFileException($"{_path}, sheet \"{_rows.Name}\": {error}");
    }

    private bool ReadRow()
    {
        bool read = Guarded(_rows.Read);
        _row = _rows.Depth + 1;
        return read;
    }

    private bool IsBlank()
    {
        for (int index = 0; index < _rows.FieldCount; index++)
        {
            if (_rows.GetValue(index) is not null and not "")
            {
                return false;
            }
        }

        return true;
    }

    private FileLine ParseRow()
    {
        TransactionFields fields = default;
        for (TransactionColumn column = TransactionColumn.Invoice; column <= TransactionColumn.LineId; column++)
        {
            int index = _columns![column];
            if (index >= 0)
            {
                fields[column] = Field(_rows.GetValue(index), column);
            }
        }

        return _parser.TryParse(fields, out TransactionLine? line, out string? error)
            ? new FileLine(_row, _rows.Name, line, null)
            : new FileLine(_row, _rows.Name, null, error);
    }

    private static TransactionField Field(object? cell, TransactionColumn column) => cell switch
    {
        null => default,
        string text => TransactionField.Text(text),
        double serial when column == TransactionColumn.InvoiceDate && serial is >= 1 and < 2_958_466 => TransactionField.Time(DateTime.FromOADate(serial)),
        double number => TransactionField.Number(number),
        int number => TransactionField.Number((decimal)number),
        DateTime time => TransactionField.Time(DateTime.SpecifyKind(time, DateTimeKind.Unspecified)),
        _ => TransactionField.Text(Convert.ToString(cell, CultureInfo.InvariantCulture)),
    };

    private T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception broken) when (broken is not (TransactionFileException or OutOfMemoryException))
        {
            // The package throws whatever its zip and XML readers throw; to the user it is one thing.
            throw new TransactionFileException($"{_path}: is not a readable .xlsx workbook: {broken.Message}", broken);
        }
    }
}
