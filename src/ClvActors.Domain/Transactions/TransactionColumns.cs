using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Domain.Transactions;

/// <summary>Where each field of a transaction line stands in a table, found from the table's header.</summary>
/// <remarks>
/// <para>Names are compared without regard to case, spaces, underscores and hyphens. Accepted: Invoice, InvoiceNo, Invoice Number; StockCode; Description;
/// Quantity; InvoiceDate; Price, UnitPrice; Customer ID, CustomerID, Customer; Country; line_id. Other columns are ignored.</para>
/// <para>All but Description and line_id are required. Immutable; safe on any thread.</para>
/// </remarks>
public sealed class TransactionColumns
{
    private const int ColumnCount = (int)TransactionColumn.LineId + 1;
    private const int LongestName = 32;

    private static readonly string[] PublishedNames =
        ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country", "line_id"];

    private readonly int[] _positions;

    private TransactionColumns(int[] positions, int width)
    {
        _positions = positions;
        Width = width;
    }

    /// <summary>The published layout's header names, in order.</summary>
    public static IReadOnlyList<string> Published { get; } = PublishedNames[..(int)TransactionColumn.LineId];

    /// <summary>How many columns the table has, unknown ones included.</summary>
    public int Width { get; }

    /// <summary>Position of a field in the table's rows, from 0; -1 when the table lacks the (optional) column.</summary>
    public int this[TransactionColumn column] => _positions[(int)column];

    /// <summary>The name of a field in the published layout.</summary>
    public static string NameOf(TransactionColumn column) => PublishedNames[(int)column];

    /// <summary>Finds the field that a header name or a JSON property name stands for.</summary>
    /// <param name="name">The name in any accepted spelling.</param>
    /// <param name="column">The field.</param>
    /// <returns>False when the name stands for none.</returns>
    public static bool TryRecognise(ReadOnlySpan<char> name, out TransactionColumn column)
    {
        Span<char> bare = stackalloc char[LongestName];
        int length = 0;
        column = default;
        foreach (char unit in name)
        {
            if (unit is ' ' or '_' or '-')
            {
                continue;
            }

            if (length == LongestName)
            {
                return false;
            }

            bare[length++] = char.ToLowerInvariant(unit);
        }

        int found = bare[..length] switch
        {
            "invoice" or "invoiceno" or "invoicenumber" => (int)TransactionColumn.Invoice,
            "stockcode" => (int)TransactionColumn.StockCode,
            "description" => (int)TransactionColumn.Description,
            "quantity" => (int)TransactionColumn.Quantity,
            "invoicedate" => (int)TransactionColumn.InvoiceDate,
            "price" or "unitprice" => (int)TransactionColumn.Price,
            "customerid" or "customer" => (int)TransactionColumn.CustomerId,
            "country" => (int)TransactionColumn.Country,
            "lineid" => (int)TransactionColumn.LineId,
            _ => -1,
        };
        column = (TransactionColumn)Math.Max(found, 0);
        return found >= 0;
    }

    /// <summary>Maps a header row.</summary>
    /// <param name="header">The names, in the table's order.</param>
    /// <param name="columns">The positions.</param>
    /// <param name="error">Every missing column by its published name, or the one that occurs twice; a clause without a final stop.</param>
    /// <returns>Whether all required columns are there, each once.</returns>
    public static bool TryMap(
        IReadOnlyList<string> header, [NotNullWhen(true)] out TransactionColumns? columns, [NotNullWhen(false)] out string? error)
    {
        columns = null;
        int[] positions = new int[ColumnCount];
        Array.Fill(positions, -1);
        for (int index = 0; index < header.Count; index++)
        {
            if (!TryRecognise(header[index], out TransactionColumn column))
            {
                continue;
            }

            if (positions[(int)column] >= 0)
            {
                error = $"the header names the column {NameOf(column)} twice";
                return false;
            }

            positions[(int)column] = index;
        }

        List<string> missing = [];
        for (int column = 0; column < ColumnCount; column++)
        {
            if (positions[column] < 0 && (TransactionColumn)column is not (TransactionColumn.Description or TransactionColumn.LineId))
            {
                missing.Add(PublishedNames[column]);
            }
        }

        if (missing.Count > 0)
        {
            error = $"the header lacks the {(missing.Count == 1 ? "column" : "columns")} {string.Join(", ", missing)}";
            return false;
        }

        error = null;
        columns = new TransactionColumns(positions, header.Count);
        return true;
    }
}
