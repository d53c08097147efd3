using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Writes the customers of one shard's file; <c>docs/log-layout.md</c> has the table.</summary>
/// <param name="window">The window in the snapshot's header.</param>
internal sealed class CustomerEncoder(ObservationWindow window)
{
    /// <summary>Lowest bit of an invoice's line count: its time's distance is in minutes, not ticks.</summary>
    public const int WholeMinutes = 1;

    /// <summary>Lowest bit of a line's minute: the country is the United Kingdom.</summary>
    public const int IsUnitedKingdom = 1;

    /// <summary>Second bit of a line's minute: a line id follows.</summary>
    public const int HasLineId = 2;

    private readonly StockNumbers _stockNumbers = new();

    /// <summary>Writes a customer.</summary>
    public void Write(PayloadWriter writer, StoredCustomer customer)
    {
        CustomerState state = customer.State;
        writer.WriteCustomer(state.Id);
        writer.WriteZigzag((long)window.AsOfDay - state.Window.AsOfDay);
        WriteDay(writer, state.FirstPurchaseDay);
        WriteDay(writer, state.NewestPurchaseDay);
        WriteDay(writer, state.LastExpiredDay);
        writer.WriteVarint((ulong)customer.ChangeSequence);
        writer.WriteDouble(customer.ToldValue);
        writer.WriteByte(customer.ToldSource);
        writer.WriteVarint((ulong)customer.History.Count);
        foreach (ValuePoint point in customer.History)
        {
            writer.WriteVarint((ulong)point.AsOf.DayNumber);
            writer.WriteDouble(point.PredictedValue);
        }

        WriteInvoices(writer, state.Purchases, state.StockCodes);
        WriteInvoices(writer, state.Cancellations, state.StockCodes);
    }

    private static void WriteDay(PayloadWriter writer, int? day) => writer.WriteVarint(day is { } number ? (ulong)number + 1 : 0);

    private void WriteInvoices(PayloadWriter writer, ReadOnlySpan<Invoice> invoices, StockCodeTable stockCodes)
    {
        writer.WriteVarint((ulong)invoices.Length);
        long ticks = 0;
        foreach (Invoice invoice in invoices)
        {
            long distance = invoice.Time.Ticks - ticks;
            (long minutes, long rest) = Math.DivRem(distance, TimeSpan.TicksPerMinute);
            ticks = invoice.Time.Ticks;
            writer.WriteText(invoice.Number);
            writer.WriteVarint(((ulong)invoice.LineCount << 1) | (rest == 0 ? (ulong)WholeMinutes : 0));
            writer.WriteZigzag(rest == 0 ? minutes : distance);
            foreach (ref readonly InvoiceLine line in invoice.Lines)
            {
                WriteLine(writer, line, stockCodes);
            }
        }
    }

    private void WriteLine(PayloadWriter writer, in InvoiceLine line, StockCodeTable stockCodes)
    {
        _stockNumbers.Write(writer, stockCodes, line.StockNumber);
        writer.WriteZigzag(line.Quantity);
        writer.WriteZigzag(line.Price.TenThousandths);
        int flags = (line.IsUnitedKingdom ? IsUnitedKingdom : 0) | (line.LineId is not null ? HasLineId : 0);
        writer.WriteVarint((ulong)((line.MinuteOfDay << 2) | flags));
        if (line.LineId is { } lineId)
        {
            writer.WriteText(lineId);
        }
    }
}
