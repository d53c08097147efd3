using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Embedded.Journal;

/// <summary>The reading side of <see cref="TextNumbers"/>.</summary>
internal sealed class TextTable
{
    private string[] _texts = new string[16];
    private int _count;

    /// <summary>Reads a text or its number.</summary>
    public string Read(ref PayloadReader reader)
    {
        int position = ReadNumber(ref reader);
        return _texts[position];
    }

    /// <summary>Reads a text or its number and gives the text's position, from 0.</summary>
    public int ReadNumber(ref PayloadReader reader)
    {
        ulong number = reader.ReadVarint();
        if (number > 0)
        {
            if (number > (ulong)_count)
            {
                ThrowUnknown(number);
            }

            return (int)number - 1;
        }

        if (_count == _texts.Length)
        {
            Array.Resize(ref _texts, _count * 2);
        }

        _texts[_count] = reader.ReadText();
        return _count++;
    }

    /// <summary>The text at a position.</summary>
    public string TextOf(int position) => _texts[position];

    [DoesNotReturn]
    private static void ThrowUnknown(ulong number) => throw new PayloadFormatException($"text number {number} has not been written");
}
