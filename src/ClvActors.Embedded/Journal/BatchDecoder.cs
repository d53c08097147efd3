using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Journal;

/// <summary>Decodes one batch.</summary>
internal sealed class BatchDecoder
{
    /// <summary>A line takes at least its flags, two texts, quantity and price.</summary>
    private const int LeastBytesPerLine = 5;

    private readonly TextTable _invoices = new();
    private readonly TextTable _stockCodes = new();
    private readonly TextTable _descriptions = new();
    private readonly TextTable _countries = new();
    private readonly TextTable _customers = new();

    /// <summary>Decodes a payload.</summary>
    public DecodedBatch Decode(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("A batch frame", BatchCodec.Version);
        int count = reader.ReadInt();
        long malformed = (long)reader.ReadVarint();
        long noCustomer = (long)reader.ReadVarint();
        if (count > reader.Left / LeastBytesPerLine)
        {
            throw new PayloadFormatException($"{count} lines cannot stand in {reader.Left} bytes");
        }

        TransactionLine[] lines = new TransactionLine[count];
        ReadLines(ref reader, lines);
        reader.ExpectEnd();
        return new DecodedBatch(lines, malformed, noCustomer);
    }

    private void ReadLines(ref PayloadReader reader, TransactionLine[] lines)
    {
        string invoice = string.Empty, country = string.Empty;
        CustomerId? customer = default(CustomerId);
        long ticks = 0;
        DateTime time = default;
        for (int index = 0; index < lines.Length; index++)
        {
            LineFlags flags = (LineFlags)reader.ReadByte();
            if ((flags & ~LineFlags.Known) != 0)
            {
                throw new PayloadFormatException($"line {index} has unknown flags");
            }

            string stockCode = _stockCodes.Read(ref reader);
            string description = _descriptions.Read(ref reader);
            int quantity = reader.ReadSignedInt();
            Money price = new(reader.ReadZigzag());
            invoice = (flags & LineFlags.SameInvoice) != 0 ? invoice : _invoices.Read(ref reader);
            if ((flags & LineFlags.SameTime) == 0)
            {
                long distance = reader.ReadZigzag();
                ticks += (flags & LineFlags.WholeMinutes) != 0 ? distance * TimeSpan.TicksPerMinute : distance;
                time = TimeOf(ticks);
            }

            customer = (flags & LineFlags.SameCustomer) != 0 ? customer : ReadCustomer(ref reader);
            country = (flags & LineFlags.SameCountry) != 0 ? country : _countries.Read(ref reader);
            string? lineId = (flags & LineFlags.HasLineId) != 0 ? reader.ReadText() : null;
            lines[index] = new TransactionLine(invoice, stockCode, description, quantity, time, price, customer, country, lineId);
        }
    }

    private CustomerId ReadCustomer(ref PayloadReader reader)
    {
        ulong number = reader.ReadVarint();
        return (number & 1) == 0
            ? PayloadReader.CustomerOf((long)(number >> 1))
            : PayloadReader.CustomerOf(_customers.Read(ref reader));
    }

    private static DateTime TimeOf(long ticks) =>
        ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Unspecified)
            : throw new PayloadFormatException("a time is out of range");
}
