using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Domain.Transactions;

/// <summary>Turns the fields of one line into a <see cref="TransactionLine"/>, or says in one sentence why the line is malformed.</summary>
/// <remarks>
/// <para>Malformed: an empty invoice or stock code; a quantity that is no whole number (<c>12.0</c> is one); a price that is no fixed-point
/// number of at most four decimals (further zeros are allowed, exponents are not); a time that is none; magnitudes beyond
/// <see cref="TransactionLimits"/>; text with U+FFFD (what invalid UTF-8 decodes to), unpaired surrogates or control characters. A missing
/// customer is not malformed. Tabs and line breaks inside a description are white space like any other.</para>
/// <para>Only the description is trimmed and collapsed, the country trimmed and the customer brought into canonical form. Repeated
/// texts are taken from a <see cref="StringPool"/>, so a typical line allocates the record alone. Not thread-safe: one parser per thread.</para>
/// </remarks>
/// <param name="zone">The deployment's time zone: times with an offset are converted to it, naive times stay as they are.</param>
/// <param name="pool">The strings to share; null for a pool of the parser's own.</param>
public sealed partial class TransactionLineParser(TimeZoneInfo zone, StringPool? pool = null)
{
    private readonly TimeZoneInfo _zone = zone ?? throw new ArgumentNullException(nameof(zone));
    private readonly StringPool _pool = pool ?? new StringPool();
    private readonly char[] _scratch = new char[TransactionLimits.LongestText];

    /// <summary>Parses one line.</summary>
    /// <param name="fields">The fields; borrowed for the call.</param>
    /// <param name="line">The line, or null when it is malformed.</param>
    /// <param name="error">Why it is malformed, as one sentence; otherwise null.</param>
    /// <returns>Whether the line is well-formed.</returns>
    public bool TryParse(
        scoped in TransactionFields fields, [NotNullWhen(true)] out TransactionLine? line, [NotNullWhen(false)] out string? error)
    {
        line = null;
        error = null;
        if (!TryReadCode(fields.Invoice, TransactionColumn.Invoice, required: true, out string? invoice, ref error)
            || !TryReadCode(fields.StockCode, TransactionColumn.StockCode, required: true, out string? stockCode, ref error)
            || !TryReadDescription(fields.Description, out string? description, ref error)
            || !TryReadQuantity(fields.Quantity, out int quantity, ref error)
            || !TryReadTime(fields.InvoiceDate, out DateTime time, ref error)
            || !TryReadPrice(fields.Price, out Money price, ref error)
            || !TryReadCustomer(fields.CustomerId, out CustomerId? customer, ref error)
            || !TryReadCountry(fields.Country, out string? country, ref error)
            || !TryReadCode(fields.LineId, TransactionColumn.LineId, required: false, out string? lineId, ref error))
        {
            return false;
        }

        if (!TransactionLimits.AllowTotal(quantity, price))
        {
            error = $"Quantity x Price is beyond {TransactionLimits.LargestLineTotal}";
            return false;
        }

        line = new TransactionLine(invoice, stockCode, description, quantity, time, price, customer, country, lineId.Length == 0 ? null : lineId);
        return true;
    }

    private static bool TryReadQuantity(TransactionField field, out int quantity, [NotNullWhen(false)] ref string? error)
    {
        quantity = 0;
        if (!TryReadNumber(field, TransactionColumn.Quantity, out long tenThousandths, ref error))
        {
            return false;
        }

        long whole = tenThousandths / Money.PerUnit;
        if (whole * Money.PerUnit != tenThousandths)
        {
            error = Refusal(field, TransactionColumn.Quantity, "is not a whole number");
            return false;
        }

        if (Math.Abs(whole) > TransactionLimits.LargestQuantity)
        {
            error = Refusal(field, TransactionColumn.Quantity, $"is beyond {TransactionLimits.LargestQuantity} pieces");
            return false;
        }

        quantity = (int)whole;
        return true;
    }

    private static bool TryReadPrice(TransactionField field, out Money price, [NotNullWhen(false)] ref string? error)
    {
        price = default;
        if (!TryReadNumber(field, TransactionColumn.Price, out long tenThousandths, ref error))
        {
            return false;
        }

        if (Math.Abs(tenThousandths) > TransactionLimits.LargestPrice * Money.PerUnit)
        {
            error = Refusal(field, TransactionColumn.Price, $"is beyond {TransactionLimits.LargestPrice}");
            return false;
        }

        price = new Money(tenThousandths);
        return true;
    }

    private static bool TryReadNumber(
        TransactionField field, TransactionColumn column, out long tenThousandths, [NotNullWhen(false)] ref string? error)
    {
        tenThousandths = field.Bits;
        switch (field.Kind)
        {
            case TransactionField.FieldKind.FixedPoint:
                return true;
            case TransactionField.FieldKind.Text:
                FixedPointText.Outcome outcome = FixedPointText.Read(field.Characters, out tenThousandths);
                if (outcome == FixedPointText.Outcome.Read)
                {
                    return true;
                }

                error = outcome switch
                {
                    _ when field.Characters.Trim().IsEmpty => $"{TransactionColumns.NameOf(column)} is empty",
                    FixedPointText.Outcome.TooLarge => Refusal(field, column, "is too large"),
                    FixedPointText.Outcome.TooManyDecimals => Refusal(field, column, "has more than four decimals"),
                    _ => Refusal(field, column, "is not a number"),
                };
                return false;
            case TransactionField.FieldKind.UnrepresentableNumber:
                error = Refusal(field, column, "is not a number of at most four decimals");
                return false;
            default:
                error = Refusal(field, column, "is not a number");
                return false;
        }
    }

    private bool TryReadTime(TransactionField field, out DateTime time, [NotNullWhen(false)] ref string? error)
    {
        bool read;
        switch (field.Kind)
        {
            case TransactionField.FieldKind.NaiveTime:
                time = new DateTime(field.Bits);
                read = true;
                break;
            case TransactionField.FieldKind.Instant:
                time = TransactionTimeText.ToLocal(new DateTime(field.Bits, DateTimeKind.Utc), _zone);
                read = true;
                break;
            case TransactionField.FieldKind.Text:
                read = TransactionTimeText.TryRead(field.Characters, _zone, out time);
                break;
            default:
                time = default;
                read = false;
                break;
        }

        if (!read)
        {
            error = field.Kind == TransactionField.FieldKind.Text && field.Characters.Trim().IsEmpty
                ? "InvoiceDate is empty"
                : Refusal(field, TransactionColumn.InvoiceDate, "is not a time like 2010-12-01 08:26:00");
            return false;
        }

        if (time.Year is < TransactionLimits.FirstYear or > TransactionLimits.LastYear)
        {
            error = Refusal(field, TransactionColumn.InvoiceDate, $"is outside {TransactionLimits.FirstYear}-{TransactionLimits.LastYear}");
            return false;
        }

        return true;
    }
}
