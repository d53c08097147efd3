using System.Runtime.InteropServices;
using ClvActors.Domain.Customers;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Turns a file's stock numbers into those of the reader's tables, which may be several and hold other codes already.</summary>
internal sealed class StockTable
{
    private const int Unknown = -1;

    private readonly TextTable _codes = new();
    private readonly Dictionary<StockCodeTable, int[]> _ofFile = [];

    /// <summary>Reads a stock code and gives its number in a table.</summary>
    public int Read(ref PayloadReader reader, StockCodeTable table)
    {
        int number = _codes.ReadNumber(ref reader);
        ref int[]? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofFile, table, out _);
        known ??= [];
        if (number >= known.Length)
        {
            int old = known.Length;
            Array.Resize(ref known, Math.Max(64, number * 2));
            Array.Fill(known, Unknown, old, known.Length - old);
        }

        if (known[number] == Unknown)
        {
            known[number] = table.NumberOf(_codes.TextOf(number));
        }

        return known[number];
    }
}
