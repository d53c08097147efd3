using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ClvActors.Domain.Transactions;

/// <content>Codes, descriptions, countries and customers, and the sentences about what is wrong.</content>
public sealed partial class TransactionLineParser
{
    private const int LongestQuote = 40;

    private bool TryReadCode(
        TransactionField field, TransactionColumn column, bool required, [NotNullWhen(true)] out string? code, [NotNullWhen(false)] ref string? error)
    {
        code = null;
        if (!TryGetText(field, column, out ReadOnlySpan<char> text, ref error) || !IsClean(text, column, allowBreaks: false, ref error))
        {
            return false;
        }

        if (required && (text.IsEmpty || (text[0] == ' ' && text.Trim().IsEmpty)))
        {
            error = $"{TransactionColumns.NameOf(column)} is empty";
            return false;
        }

        code = _pool.Get(text);
        return true;
    }

    private bool TryReadDescription(TransactionField field, [NotNullWhen(true)] out string? description, [NotNullWhen(false)] ref string? error)
    {
        description = null;
        if (!TryGetText(field, TransactionColumn.Description, out ReadOnlySpan<char> text, ref error)
            || !IsClean(text, TransactionColumn.Description, allowBreaks: true, ref error))
        {
            return false;
        }

        text = text.Trim();
        bool plain = !text.ContainsAnyExceptInRange(' ', '~');
        description = _pool.Get(plain && !text.Contains("  ", StringComparison.Ordinal) ? text : Collapse(text));
        return true;
    }

    private bool TryReadCountry(TransactionField field, [NotNullWhen(true)] out string? country, [NotNullWhen(false)] ref string? error)
    {
        country = null;
        if (!TryGetText(field, TransactionColumn.Country, out ReadOnlySpan<char> text, ref error))
        {
            return false;
        }

        text = text.Trim();
        if (!IsClean(text, TransactionColumn.Country, allowBreaks: false, ref error))
        {
            return false;
        }

        country = _pool.Get(text);
        return true;
    }

    private static bool TryReadCustomer(TransactionField field, out CustomerId? customer, [NotNullWhen(false)] ref string? error)
    {
        customer = null;
        if (!TryGetText(field, TransactionColumn.CustomerId, out ReadOnlySpan<char> text, ref error))
        {
            return false;
        }

        text = text.Trim();
        if (!IsClean(text, TransactionColumn.CustomerId, allowBreaks: false, ref error))
        {
            return false;
        }

        if (CustomerId.TryParse(text, out CustomerId id))
        {
            customer = id;
        }

        return true;
    }

    /// <summary>The field as text: numbers become their shortest spelling, so the cell 85048 is the code "85048".</summary>
    private static bool TryGetText(
        TransactionField field, TransactionColumn column, out ReadOnlySpan<char> text, [NotNullWhen(false)] ref string? error)
    {
        text = field.Characters;
        switch (field.Kind)
        {
            case TransactionField.FieldKind.Text:
                return true;
            case TransactionField.FieldKind.FixedPoint:
                text = new Money(field.Bits).ToString();
                return true;
            case TransactionField.FieldKind.UnrepresentableNumber:
                text = BitConverter.Int64BitsToDouble(field.Bits).ToString("R", CultureInfo.InvariantCulture);
                return true;
            default:
                error = $"{TransactionColumns.NameOf(column)} is a time, not text";
                return false;
        }
    }

    private static bool IsClean(ReadOnlySpan<char> text, TransactionColumn column, bool allowBreaks, [NotNullWhen(false)] ref string? error)
    {
        if (text.Length > TransactionLimits.LongestText)
        {
            error = $"{TransactionColumns.NameOf(column)} is longer than {TransactionLimits.LongestText} characters";
            return false;
        }

        int odd = text.IndexOfAnyExceptInRange(' ', '~');
        return odd < 0 || IsCleanFrom(text, odd, column, allowBreaks, ref error);
    }

    private static bool IsCleanFrom(
        ReadOnlySpan<char> text, int start, TransactionColumn column, bool allowBreaks, [NotNullWhen(false)] ref string? error)
    {
        for (int at = start; at < text.Length; at++)
        {
            char unit = text[at];
            if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (unit == '\uFFFD' || char.IsSurrogate(unit))
            {
                error = $"{TransactionColumns.NameOf(column)} holds invalid UTF-8";
                return false;
            }
            else if (char.IsControl(unit) && !(allowBreaks && unit is '\t' or '\r' or '\n'))
            {
                error = $"{TransactionColumns.NameOf(column)} holds the control character U+{(int)unit:X4}";
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<char> Collapse(ReadOnlySpan<char> trimmed)
    {
        int length = 0;
        bool gap = false;
        foreach (char unit in trimmed)
        {
            if (char.IsWhiteSpace(unit))
            {
                gap = true;
                continue;
            }

            if (gap)
            {
                _scratch[length++] = ' ';
                gap = false;
            }

            _scratch[length++] = unit;
        }

        return _scratch.AsSpan(0, length);
    }

    private static string Refusal(TransactionField field, TransactionColumn column, string what)
    {
        ReadOnlySpan<char> text = field.Kind switch
        {
            TransactionField.FieldKind.Text => field.Characters.Trim(),
            TransactionField.FieldKind.FixedPoint => new Money(field.Bits).ToString(),
            TransactionField.FieldKind.UnrepresentableNumber => BitConverter.Int64BitsToDouble(field.Bits).ToString("R", CultureInfo.InvariantCulture),
            _ => new DateTime(field.Bits).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        };
        StringBuilder sentence = new(TransactionColumns.NameOf(column));
        sentence.Append(" \"");
        foreach (char unit in text[..Math.Min(text.Length, LongestQuote)])
        {
            sentence.Append(char.IsControl(unit) || char.IsSurrogate(unit) ? '?' : unit);
        }

        return sentence.Append(text.Length > LongestQuote ? "…\" " : "\" ").Append(what).ToString();
    }
}
