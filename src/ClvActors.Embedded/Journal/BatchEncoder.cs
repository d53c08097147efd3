using System.Diagnostics.CodeAnalysis;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Journal;

/// <summary>Encodes batches; one per thread, so that its dictionaries keep their size from one batch to the next.</summary>
internal sealed class BatchEncoder
{
    private const int BytesPerLine = 24;

    [ThreadStatic]
    private static BatchEncoder? _ofThread;

    private readonly TextNumbers _invoices = new();
    private readonly TextNumbers _stockCodes = new();
    private readonly TextNumbers _descriptions = new();
    private readonly TextNumbers _countries = new();
    private readonly TextNumbers _customers = new();

    /// <summary>Encodes a batch on the calling thread.</summary>
    public static EncodedBatch Encode(IReadOnlyList<TransactionLine> lines, long malformed, long noCustomer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(malformed);
        ArgumentOutOfRangeException.ThrowIfNegative(noCustomer);
        PayloadWriter writer = new(64 + (int)Math.Min(int.MaxValue / 2, (long)lines.Count * BytesPerLine));
        BatchEncoder encoder = _ofThread ??= new BatchEncoder();
        try
        {
            writer.WriteByte(BatchCodec.Version);
            writer.WriteVarint((ulong)lines.Count);
            writer.WriteVarint((ulong)malformed);
            writer.WriteVarint((ulong)noCustomer);
            encoder.WriteLines(writer, lines);
            return new EncodedBatch(writer, lines.Count);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        finally
        {
            encoder.Clear();
        }
    }

    private void WriteLines(PayloadWriter writer, IReadOnlyList<TransactionLine> lines)
    {
        string invoice = string.Empty, country = string.Empty;
        CustomerId customer = default;
        long ticks = 0;
        int count = lines.Count;
        for (int index = 0; index < count; index++)
        {
            TransactionLine line = lines[index];
            CustomerId id = line.Customer ?? ThrowNoCustomer();
            long distance = line.Time.Ticks - ticks;
            (long minutes, long rest) = Math.DivRem(distance, TimeSpan.TicksPerMinute);
            LineFlags flags =
                (line.Invoice == invoice ? LineFlags.SameInvoice : 0)
                | (distance == 0 ? LineFlags.SameTime : rest == 0 ? LineFlags.WholeMinutes : 0)
                | (id == customer ? LineFlags.SameCustomer : 0)
                | (line.Country == country ? LineFlags.SameCountry : 0)
                | (line.LineId is not null ? LineFlags.HasLineId : 0);

            writer.WriteByte((byte)flags);
            _stockCodes.Write(writer, line.StockCode);
            _descriptions.Write(writer, line.Description);
            writer.WriteZigzag(line.Quantity);
            writer.WriteZigzag(line.Price.TenThousandths);
            if ((flags & LineFlags.SameInvoice) == 0)
            {
                _invoices.Write(writer, invoice = line.Invoice);
            }

            if ((flags & LineFlags.SameTime) == 0)
            {
                writer.WriteZigzag(rest == 0 ? minutes : distance);
                ticks = line.Time.Ticks;
            }

            if ((flags & LineFlags.SameCustomer) == 0)
            {
                WriteCustomer(writer, customer = id);
            }

            if ((flags & LineFlags.SameCountry) == 0)
            {
                _countries.Write(writer, country = line.Country);
            }

            if (line.LineId is { } lineId)
            {
                writer.WriteText(lineId);
            }
        }
    }

    private void WriteCustomer(PayloadWriter writer, CustomerId id)
    {
        if (id.IsInteger)
        {
            writer.WriteVarint((ulong)id.Number << 1);
        }
        else
        {
            writer.WriteVarint(1);
            _customers.Write(writer, id.ToString());
        }
    }

    private void Clear()
    {
        _invoices.Clear();
        _stockCodes.Clear();
        _descriptions.Clear();
        _countries.Clear();
        _customers.Clear();
    }

    [DoesNotReturn]
    private static CustomerId ThrowNoCustomer() =>
        throw new ArgumentException("A line without a customer is counted, not kept.");
}
