using System.Runtime.InteropServices;

namespace ClvActors.Domain.Surveys;

/// <summary>Keeps the first few entries of an order out of many that come in any order.</summary>
/// <typeparam name="T">Entries with a total order.</typeparam>
/// <remarks>
/// Up to twice as many as wanted are kept; then they are sorted and the second half dropped. Of n entries in random order only about k ln(n / k) get past the comparison with the last kept one.
/// The result depends on the entries alone, so parts of them may be merged. Not thread-safe.
/// </remarks>
internal sealed class FirstEntries<T>(int most)
    where T : struct, IComparable<T>
{
    private readonly List<T> _entries = [];
    private bool _isFull;
    private T _last;

    /// <summary>Offers an entry.</summary>
    public void Add(in T entry)
    {
        if (most == 0 || (_isFull && entry.CompareTo(_last) >= 0))
        {
            return;
        }

        _entries.Add(entry);
        if (_entries.Count >= 2L * most)
        {
            Trim();
        }
    }

    /// <summary>The first entries in order; valid until the next call.</summary>
    public ReadOnlySpan<T> InOrder()
    {
        Trim();
        return CollectionsMarshal.AsSpan(_entries);
    }

    private void Trim()
    {
        _entries.Sort();
        if (_entries.Count >= most && most > 0)
        {
            _entries.RemoveRange(most, _entries.Count - most);
            _last = _entries[^1];
            _isFull = true;
        }
    }
}
