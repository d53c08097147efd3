using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Customers;

/// <summary>Invoices with their kept lines, as columns.</summary>
[GenerateSerializer, Alias("clv.stored-invoices")]
public sealed class StoredInvoices
{
    private const int UnitedKingdomFlag = 1;
    private const int MinuteShift = 1;

    /// <summary>Invoice numbers.</summary>
    [Id(0)]
    public string[] Numbers { get; set; } = [];

    /// <summary>Times of the earliest lines in ticks.</summary>
    [Id(1)]
    public long[] Ticks { get; set; } = [];

    /// <summary>Lines of each invoice.</summary>
    [Id(2)]
    public int[] LineCounts { get; set; } = [];

    /// <summary>The stock codes that occur.</summary>
    [Id(3)]
    public string[] StockCodes { get; set; } = [];

    /// <summary>Each line's position in <see cref="StockCodes"/>.</summary>
    [Id(4)]
    public int[] Stock { get; set; } = [];

    /// <summary>Each line's pieces.</summary>
    [Id(5)]
    public int[] Quantities { get; set; } = [];

    /// <summary>Each line's unit price in ten-thousandths.</summary>
    [Id(6)]
    public long[] Prices { get; set; } = [];

    /// <summary>Each line's minute of the day, shifted left by one, plus 1 for the United Kingdom.</summary>
    [Id(7)]
    public int[] MinutesAndFlags { get; set; } = [];

    /// <summary>Each line's own identity or null; empty when no line has one.</summary>
    [Id(8)]
    public string?[] LineIds { get; set; } = [];

    /// <summary>Takes invoices apart.</summary>
    public static StoredInvoices From(ReadOnlySpan<Invoice> invoices, StockCodeTable codes)
    {
        int lines = 0;
        foreach (Invoice invoice in invoices)
        {
            lines += invoice.LineCount;
        }

        StoredInvoices stored = new()
        {
            Numbers = new string[invoices.Length],
            Ticks = new long[invoices.Length],
            LineCounts = new int[invoices.Length],
            Stock = new int[lines],
            Quantities = new int[lines],
            Prices = new long[lines],
            MinutesAndFlags = new int[lines],
            LineIds = new string?[lines],
        };
        Dictionary<int, int> positions = [];
        int at = 0;
        for (int index = 0; index < invoices.Length; index++)
        {
            stored.Numbers[index] = invoices[index].Number;
            stored.Ticks[index] = invoices[index].Time.Ticks;
            stored.LineCounts[index] = invoices[index].LineCount;
            foreach (ref readonly InvoiceLine line in invoices[index].Lines)
            {
                if (!positions.TryGetValue(line.StockNumber, out int position))
                {
                    positions.Add(line.StockNumber, position = positions.Count);
                }

                stored.Stock[at] = position;
                stored.Quantities[at] = line.Quantity;
                stored.Prices[at] = line.Price.TenThousandths;
                stored.MinutesAndFlags[at] = (line.MinuteOfDay << MinuteShift) | (line.IsUnitedKingdom ? UnitedKingdomFlag : 0);
                stored.LineIds[at++] = line.LineId;
            }
        }

        stored.StockCodes = [.. positions.OrderBy(known => known.Value).Select(known => codes.CodeOf(known.Key))];
        stored.LineIds = Array.TrueForAll(stored.LineIds, id => id is null) ? [] : stored.LineIds;
        return stored;
    }

    /// <summary>Puts the invoices back into a state that has taken no line yet.</summary>
    public void RestoreInto(CustomerState state, bool areCancellations)
    {
        int at = 0;
        for (int index = 0; index < Numbers.Length; index++)
        {
            DateTime time = new(Ticks[index], DateTimeKind.Unspecified);
            Invoice invoice = new(Numbers[index], DateOnly.FromDateTime(time).DayNumber);
            for (int line = 0; line < LineCounts[index]; line++, at++)
            {
                // The invoice's time is its earliest line's, so giving it to every line restores it.
                invoice.Add(
                    new InvoiceLine(
                        state.StockCodes.NumberOf(StockCodes[Stock[at]]),
                        Quantities[at],
                        new Money(Prices[at]),
                        (short)(MinutesAndFlags[at] >> MinuteShift),
                        (MinutesAndFlags[at] & UnitedKingdomFlag) != 0,
                        LineIds.Length == 0 ? null : LineIds[at]),
                    time);
            }

            state.Restore(invoice, areCancellations);
        }
    }
}
