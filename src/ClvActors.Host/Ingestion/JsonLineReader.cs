using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Ingestion;

/// <summary>Reads one transaction line from a JSON object without building a document.</summary>
/// <remarks>
/// Property names are those of a CSV header, in any accepted spelling; others are passed over. Values are strings, numbers or null (empty). Not thread-safe.
/// </remarks>
internal sealed class JsonLineReader(StringPool strings, TimeZoneInfo zone)
{
    // A character takes at most six bytes of JSON (\uXXXX); longer texts are over the limit whatever they say.
    private const int LargestText = 6 * TransactionLimits.LongestText;
    private const int FieldCount = (int)TransactionColumn.LineId + 1;
    private const int LongestName = 64;

    private readonly TransactionLineParser _parser = new(zone, strings);
    private readonly char[] _characters = new char[(LargestText * FieldCount) + LongestName];

    /// <summary>Reads an object up to its end, also when the line is malformed.</summary>
    /// <param name="reader">Stands at the object's start; afterwards at its end.</param>
    /// <param name="line">The line, or null when it is malformed.</param>
    /// <param name="error">Why it is malformed; otherwise null.</param>
    /// <returns>Whether the line is well-formed.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out TransactionLine? line, [NotNullWhen(false)] out string? error)
    {
        line = null;
        error = null;
        scoped TransactionFields fields = default;
        Span<char> room = _characters;
        int seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool isKnown = TryRecognise(ref reader, room, out TransactionColumn column);
            reader.Read();
            if (!isKnown || error is not null)
            {
                reader.Skip();
                continue;
            }

            if ((seen & (1 << (int)column)) != 0)
            {
                error = $"{TransactionColumns.NameOf(column)} stands there twice";
                reader.Skip();
                continue;
            }

            seen |= 1 << (int)column;
            if (TryReadValue(ref reader, column, ref room, out TransactionField field, out error))
            {
                fields[column] = field;
            }
        }

        return error is null && _parser.TryParse(fields, out line, out error);
    }

    private static bool TryRecognise(ref Utf8JsonReader reader, Span<char> room, out TransactionColumn column)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (name.Length > LongestName)
        {
            column = default;
            return false;
        }

        int length = Encoding.UTF8.GetChars(name, room);
        if (reader.ValueIsEscaped)
        {
            length = JsonText.Unescape(room[..length]);
        }

        return TransactionColumns.TryRecognise(room[..length], out column);
    }

    private static bool TryReadValue(
        ref Utf8JsonReader reader, TransactionColumn column, ref Span<char> room, out TransactionField field, [NotNullWhen(false)] out string? error)
    {
        field = default;
        error = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number when column is TransactionColumn.Quantity or TransactionColumn.Price || reader.ValueSpan.ContainsAny("eE"u8):
                field = TransactionField.Number(reader.GetDouble());
                return true;
            case JsonTokenType.Number or JsonTokenType.String:
                if (reader.ValueSpan.Length > LargestText)
                {
                    error = $"{TransactionColumns.NameOf(column)} is longer than {TransactionLimits.LongestText} characters";
                    return false;
                }

                // Invalid bytes become U+FFFD, which the line's parser refuses.
                int length = Encoding.UTF8.GetChars(reader.ValueSpan, room);
                if (reader.ValueIsEscaped)
                {
                    length = JsonText.Unescape(room[..length]);
                }

                field = TransactionField.Text(room[..length]);
                room = room[length..];
                return true;
            default:
                error = $"{TransactionColumns.NameOf(column)} is neither text nor a number";
                reader.Skip();
                return false;
        }
    }
}
