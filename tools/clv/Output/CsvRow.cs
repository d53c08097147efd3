using System.Buffers;
using System.Globalization;

namespace ClvActors.CommandLine.Output;

/// <summary>Writes comma-separated rows: numbers in the shortest form that reads back as the same bits, texts quoted where they need it.</summary>
internal static class CsvRow
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static void Write(TextWriter writer, string first, params ReadOnlySpan<double> numbers)
    {
        WriteText(writer, first);
        Span<char> digits = stackalloc char[32];
        foreach (double number in numbers)
        {
            number.TryFormat(digits, out int length, "R", CultureInfo.InvariantCulture);
            writer.Write(',');
            writer.Write(digits[..length]);
        }

        writer.Write('\n');
    }

    public static void WriteHeader(TextWriter writer, IEnumerable<string> names)
    {
        string separator = "";
        foreach (string name in names)
        {
            writer.Write(separator);
            WriteText(writer, name);
            separator = ",";
        }

        writer.Write('\n');
    }

    private static void WriteText(TextWriter writer, string text) =>
        writer.Write(text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
}
