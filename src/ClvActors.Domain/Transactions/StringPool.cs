namespace ClvActors.Domain.Transactions;

/// <summary>A bounded cache of strings that repeat: asking for the same characters again mostly returns the same object.</summary>
/// <remarks>
/// Two-way set-associative: a text may stand in either of two neighbouring slots, and the newer displaces the older, so memory is bounded
/// by the number of slots whatever is read. The hash is seeded per process, so chosen texts cannot aim at one slot. Not thread-safe.
/// </remarks>
public sealed class StringPool
{
    /// <summary>Default number of slots: the dataset's 5,300 codes, 5,700 descriptions and 43 countries with room for the day's invoices.</summary>
    public const int DefaultSlots = 1 << 15;

    private readonly string?[] _slots;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="slots">How many strings are kept at most; a power of two from 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> is no such number.</exception>
    public StringPool(int slots = DefaultSlots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(slots), true, nameof(slots));
        _slots = new string?[slots];
    }

    /// <summary>The text as a string, an earlier one where it is still at hand.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        string?[] slots = _slots;
        int first = string.GetHashCode(text) & (slots.Length - 1) & ~1;
        string? newer = slots[first];
        if (newer is not null && text.SequenceEqual(newer))
        {
            return newer;
        }

        string? older = slots[first + 1];
        if (older is not null && text.SequenceEqual(older))
        {
            return older;
        }

        string made = text.ToString();
        slots[first + 1] = newer;
        slots[first] = made;
        return made;
    }
}
