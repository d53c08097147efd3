using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Reads what a <see cref="CustomerEncoder"/> wrote.</summary>
/// <param name="window">The window in the snapshot's header.</param>
/// <param name="tableFor">The table of stock codes of the shard that a customer goes to.</param>
internal sealed class CustomerDecoder(ObservationWindow window, Func<CustomerId, StockCodeTable> tableFor)
{
    private readonly StockTable _stockTable = new();

    /// <summary>Reads a customer.</summary>
    public StoredCustomer Read(ref PayloadReader reader)
    {
        CustomerId id = reader.ReadCustomer();
        StockCodeTable stockCodes = tableFor(id);
        ObservationWindow own = new(window.AsOfDay - checked((int)reader.ReadZigzag()));
        CustomerState state = new(id, stockCodes, own);
        int? firstPurchaseDay = ReadDay(ref reader);
        int? newestPurchaseDay = ReadDay(ref reader);
        state.RestoreDates(firstPurchaseDay, newestPurchaseDay, ReadDay(ref reader));
        long changeSequence = (long)reader.ReadVarint();
        double toldValue = reader.ReadDouble();
        byte toldSource = reader.ReadByte();
        ValuePoint[] history = ReadHistory(ref reader);
        ReadInvoices(ref reader, state, stockCodes, areCancellations: false);
        ReadInvoices(ref reader, state, stockCodes, areCancellations: true);
        return new StoredCustomer(state, history, changeSequence, toldValue, toldSource);
    }

    private static int? ReadDay(ref PayloadReader reader)
    {
        int day = reader.ReadInt();
        return day == 0 ? null : day - 1;
    }

    private static ValuePoint[] ReadHistory(ref PayloadReader reader)
    {
        int count = reader.ReadInt();
        if (count > reader.Left)
        {
            throw new PayloadFormatException("a history is longer than its block");
        }

        ValuePoint[] history = count == 0 ? [] : new ValuePoint[count];
        for (int index = 0; index < count; index++)
        {
            DateOnly asOf = DateOnly.FromDayNumber(reader.ReadInt());
            history[index] = new ValuePoint(asOf, reader.ReadDouble());
        }

        return history;
    }

    private void ReadInvoices(ref PayloadReader reader, CustomerState state, StockCodeTable stockCodes, bool areCancellations)
    {
        long ticks = 0;
        for (int left = reader.ReadInt(); left > 0; left--)
        {
            string number = reader.ReadText();
            int lines = reader.ReadInt();
            long distance = reader.ReadZigzag();
            ticks += (lines & CustomerEncoder.WholeMinutes) != 0 ? distance * TimeSpan.TicksPerMinute : distance;
            DateTime time = new(ticks, DateTimeKind.Unspecified);
            Invoice invoice = new(number, DateOnly.FromDateTime(time).DayNumber);
            for (int line = lines >> 1; line > 0; line--)
            {
                // The invoice's time is its earliest line's, so giving it to every line restores it.
                invoice.Add(ReadLine(ref reader, stockCodes), time);
            }

            state.Restore(invoice, areCancellations);
        }
    }

    private InvoiceLine ReadLine(ref PayloadReader reader, StockCodeTable stockCodes)
    {
        int stockNumber = _stockTable.Read(ref reader, stockCodes);
        int quantity = reader.ReadSignedInt();
        Money price = new(reader.ReadZigzag());
        int minuteAndFlags = reader.ReadInt();
        string? lineId = (minuteAndFlags & CustomerEncoder.HasLineId) != 0 ? reader.ReadText() : null;
        bool isUnitedKingdom = (minuteAndFlags & CustomerEncoder.IsUnitedKingdom) != 0;
        return new InvoiceLine(stockNumber, quantity, price, checked((short)(minuteAndFlags >> 2)), isUnitedKingdom, lineId);
    }
}
