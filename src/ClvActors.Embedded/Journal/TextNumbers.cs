using System.Runtime.InteropServices;

namespace ClvActors.Embedded.Journal;

/// <summary>A dictionary for writing: a text's first use writes 0 and the text, which takes the next number from 1; later uses write the number.</summary>
internal sealed class TextNumbers
{
    /// <summary>Above this the table is thrown away, so that one huge batch does not hold memory for ever.</summary>
    private const int MostKept = 1 << 16;

    private Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Writes a text or its number.</summary>
    /// <returns>The number.</returns>
    public int Write(PayloadWriter writer, string text)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out bool isKnown);
        if (isKnown)
        {
            writer.WriteVarint((ulong)number);
            return number;
        }

        number = _numbers.Count;
        writer.WriteByte(0);
        writer.WriteText(text);
        return number;
    }

    /// <summary>Forgets all texts.</summary>
    public void Clear()
    {
        if (_numbers.Count > MostKept)
        {
            _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        }
        else if (_numbers.Count > 0)
        {
            _numbers.Clear();
        }
    }
}
