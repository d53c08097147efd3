namespace ClvActors.Host.Ingestion;

/// <summary>Escapes in JSON strings (RFC 8259, section 7).</summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    /// <summary>Resolves the escapes of a string in place.</summary>
    /// <param name="text">The string between its quotation marks; a JSON reader has already checked the escapes.</param>
    /// <returns>How many characters remain at the front.</returns>
    /// <remarks>Unlike the reader's own method this one keeps unpaired surrogates, which the line's parser refuses with a reason.</remarks>
    public static int Unescape(Span<char> text)
    {
        int length = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char unit = text[at];
            if (unit == '\\')
            {
                at++;
                unit = text[at];
                switch (unit)
                {
                    case 'b': unit = '\b'; break;
                    case 'f': unit = '\f'; break;
                    case 'n': unit = '\n'; break;
                    case 'r': unit = '\r'; break;
                    case 't': unit = '\t'; break;
                    case 'u':
                        unit = (char)ushort.Parse(text.Slice(at + 1, HexDigits), System.Globalization.NumberStyles.AllowHexSpecifier);
                        at += HexDigits;
                        break;
                }
            }

            text[length++] = unit;
        }

        return length;
    }
}
