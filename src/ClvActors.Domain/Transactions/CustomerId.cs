using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Domain.Transactions;

/// <summary>A customer's identifier in canonical form: an integer of up to 15 digits, or any other non-empty text.</summary>
/// <remarks>
/// <para>Canonical: surrounding white space and a trailing <c>.0</c> dropped (all of them, so that reading the canonical form gives itself), so <c>"13085.0"</c>, <c>"13085"</c> and the JSON
/// number 13085 are one customer. What then matches <c>0|[1-9][0-9]{0,14}</c> is an integer; everything else (<c>"007"</c>, <c>"A-1"</c>) stays text.</para>
/// <para>Order: integers by value, then texts by ordinal comparison. <c>default</c> is no valid id. Immutable and safe on any thread.</para>
/// </remarks>
public readonly record struct CustomerId : IComparable<CustomerId>
{
    private const int MostDigits = 15;

    private readonly string? _text;
    private readonly long _number;

    private CustomerId(string? text, long number)
    {
        _text = text;
        _number = number;
    }

    /// <summary>Whether the id is an integer, and so a JSON number.</summary>
    public bool IsInteger => _text is null;

    /// <summary>The integer, from 0 to 999,999,999,999,999; 0 for a text id.</summary>
    public long Number => _number;

    /// <summary>Makes the id of an integer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or has more than 15 digits.</exception>
    public static CustomerId FromNumber(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999_999_999_999_999L);
        return new CustomerId(null, number);
    }

    /// <summary>Reads an id in any accepted spelling.</summary>
    /// <param name="text">The spelling; null, empty and white space are no id.</param>
    /// <param name="id">The canonical id, or <c>default</c> when there is none.</param>
    /// <returns>Whether there is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CustomerId id) => TryParse(text.AsSpan(), out id);

    /// <summary>Reads an id in any accepted spelling without allocating for integers.</summary>
    /// <param name="text">The spelling; empty and white space are no id.</param>
    /// <param name="id">The canonical id, or <c>default</c> when there is none.</param>
    /// <returns>Whether there is an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out CustomerId id)
    {
        id = default;
        ReadOnlySpan<char> canonical = text.Trim();

        // Until nothing is left to drop: a canonical form that is read again must stay what it is.
        while (canonical.EndsWith(".0", StringComparison.Ordinal))
        {
            canonical = canonical[..^2].TrimEnd();
        }

        if (canonical.IsEmpty)
        {
            return false;
        }

        id = TryReadInteger(canonical, out long number)
            ? new CustomerId(null, number)
            : new CustomerId(canonical.ToString(), 0);
        return true;
    }

    /// <summary>Reads an id in any accepted spelling.</summary>
    /// <exception cref="FormatException">The text is empty.</exception>
    public static CustomerId Parse(string text) =>
        TryParse(text, out CustomerId id) ? id : throw new FormatException("A customer id must not be empty.");

    /// <summary>A hash that is the same in every process and on every platform, for placing customers on shards.</summary>
    /// <remarks>SplitMix64's finaliser for integers, 64-bit FNV-1a over UTF-16 units and then the finaliser for texts. Part of the data
    /// directory's format: changing it needs another hash name in the manifest.</remarks>
    public ulong StableHash()
    {
        ulong hash = (ulong)_number;
        if (_text is not null)
        {
            hash = 14695981039346656037UL;
            foreach (char unit in _text)
            {
                hash = unchecked((hash ^ unit) * 1099511628211UL);
            }
        }

        unchecked
        {
            hash += 0x9E3779B97F4A7C15UL;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return hash ^ (hash >> 31);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(CustomerId other)
    {
        if (_text is null)
        {
            return other._text is null ? _number.CompareTo(other._number) : -1;
        }

        return other._text is null ? 1 : string.CompareOrdinal(_text, other._text);
    }

    /// <inheritdoc/>
    public bool Equals(CustomerId other) => _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)StableHash());

    /// <summary>The canonical spelling.</summary>
    public override string ToString() => _text ?? _number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ascending order.</summary>
    public static bool operator <(CustomerId left, CustomerId right) => left.CompareTo(right) < 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >(CustomerId left, CustomerId right) => left.CompareTo(right) > 0;

    /// <summary>Ascending order.</summary>
    public static bool operator <=(CustomerId left, CustomerId right) => left.CompareTo(right) <= 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >=(CustomerId left, CustomerId right) => left.CompareTo(right) >= 0;

    private static bool TryReadInteger(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.Length > MostDigits || (text[0] == '0' && text.Length > 1))
        {
            return false;
        }

        foreach (char digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                number = 0;
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
