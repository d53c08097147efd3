using ClvActors.Domain.Customers;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Turns a table's stock numbers into those of a file, writing each code's text at its first use.</summary>
internal sealed class StockNumbers
{
    private readonly TextNumbers _codes = new();
    private StockCodeTable? _table;
    private int[] _ofTable = [];

    /// <summary>Writes a stock code.</summary>
    public void Write(PayloadWriter writer, StockCodeTable table, int stockNumber)
    {
        if (!ReferenceEquals(table, _table))
        {
            _table = table;
            _ofTable = new int[table.Count];
        }

        if (stockNumber >= _ofTable.Length)
        {
            Array.Resize(ref _ofTable, Math.Max(table.Count, stockNumber + 1));
        }

        ref int number = ref _ofTable[stockNumber];
        if (number > 0)
        {
            writer.WriteVarint((ulong)number);
        }
        else
        {
            number = _codes.Write(writer, table.CodeOf(stockNumber));
        }
    }
}
