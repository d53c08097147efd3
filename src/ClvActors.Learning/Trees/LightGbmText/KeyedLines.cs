namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>The <c>key=value</c> lines of one section of a model, with the reading of their numbers.</summary>
/// <remarks>Every refusal names the section (<c>header</c> or <c>tree 7</c>) and the key.</remarks>
internal sealed class KeyedLines(string section)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes in a line; one without <c>=</c> is a key with an empty value.</summary>
    internal void Add(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        (string key, string value) = equals < 0 ? (line, "") : (line[..equals], line[(equals + 1)..]);
        if (!_values.TryAdd(key, value))
        {
            throw Refuse(key, "stands there twice");
        }
    }

    internal bool Has(string key) => _values.ContainsKey(key);

    internal string Text(string key) => _values.TryGetValue(key, out string? value) ? value : throw Refuse(key, "is missing");

    internal string Text(string key, string absent) => _values.GetValueOrDefault(key, absent);

    internal string[] Words(string key) => Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal int Integer(string key) =>
        int.TryParse(Text(key), out int value) ? value : throw Refuse(key, $"'{Shorten(Text(key))}' is not a whole number");

    internal int Integer(string key, int absent) => Has(key) ? Integer(key) : absent;

    internal double Real(string key, double absent) => !Has(key)
        ? absent
        : LightGbmNumber.TryParse(Text(key), out double value) ? value : throw Refuse(key, $"'{Shorten(Text(key))}' is not a number");

    internal double[] Reals(string key, int count) => Numbers<double>(key, count, LightGbmNumber.TryParse);

    /// <summary>Numbers that may be left out as a whole, and are then 0 each.</summary>
    internal double[] RealsOrZeros(string key, int count) => Text(key, "").Length == 0 ? new double[count] : Reals(key, count);

    internal int[] Integers(string key, int count) => Numbers<int>(key, count, int.TryParse);

    internal byte[] Bytes(string key, int count) => Numbers<byte>(key, count, byte.TryParse);

    internal uint[] Words32(string key, int count) => Numbers<uint>(key, count, uint.TryParse);

    internal ModelFormatException Refuse(string key, string problem) => new($"LightGBM model, {section}, {key}: {problem}");

    private delegate bool Parser<T>(ReadOnlySpan<char> text, out T value);

    // The tokens are counted before anything is allocated, so a broken num_leaves cannot ask for gigabytes.
    private T[] Numbers<T>(string key, int count, Parser<T> parse)
    {
        ReadOnlySpan<char> text = Text(key);
        int found = 0;
        foreach (Range range in text.Split(' '))
        {
            found += text[range].IsEmpty ? 0 : 1;
        }

        if (found != count)
        {
            throw Refuse(key, $"{found} values where {count} are expected");
        }

        var values = new T[count];
        int index = 0;
        foreach (Range range in text.Split(' '))
        {
            if (!text[range].IsEmpty && !parse(text[range], out values[index++]))
            {
                throw Refuse(key, $"'{Shorten(text[range])}' at position {index - 1} is not a valid number");
            }
        }

        return values;
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}...";
}
