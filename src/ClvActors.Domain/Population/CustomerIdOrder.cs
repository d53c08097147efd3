using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Population;

/// <summary>Finds customers in an order of ids by the beginning of an id.</summary>
/// <remarks>Pure functions; a few binary searches, whatever the size of the population.</remarks>
public static class CustomerIdOrder
{
    /// <summary>Most ids of one search.</summary>
    public const int Most = 100;

    private const int MostDigits = 15;

    /// <summary>Refuses a search that is out of its range.</summary>
    /// <exception cref="ArgumentNullException">There is no prefix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of ids is not 1 to <see cref="Most"/>.</exception>
    public static void Check(string prefix, int most)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, Most);
    }

    /// <summary>The first ids whose canonical spelling begins with some characters, compared one by one.</summary>
    /// <param name="ids">All ids.</param>
    /// <param name="prefix">The characters; empty for all ids.</param>
    /// <param name="most">Most ids to return.</param>
    /// <returns>Ascending: integers by value, then texts.</returns>
    public static List<CustomerId> StartingWith(MergedOrder<CustomerId> ids, string prefix, int most)
    {
        List<CustomerId> found = [];
        if (prefix.Length == 0)
        {
            found.AddRange(ids.Slice(0, most));
            return found;
        }

        // The integers that begin with 13 are 13, 130 to 139, 1300 to 1399 and so on.
        if (CustomerId.TryParse(prefix, out CustomerId whole) && whole.IsInteger && whole.ToString() == prefix)
        {
            long low = whole.Number;
            long width = 1;
            for (int digits = prefix.Length; digits <= MostDigits && found.Count < most; digits++)
            {
                Add(found, ids, ids.CountBefore(new BelowNumber(low)), ids.CountBefore(new BelowNumber(low + width)), most);
                low *= 10;
                width *= 10;
                if (low == 0)
                {
                    break;
                }
            }
        }

        Add(found, ids, ids.CountBefore(new BeforeText(prefix)), ids.CountBefore(new UpToPrefix(prefix)), most);
        return found;
    }

    private static void Add(List<CustomerId> found, MergedOrder<CustomerId> ids, int start, int end, int most) =>
        found.AddRange(ids.Slice(start, Math.Min(end - start, most - found.Count)));

    private readonly record struct BelowNumber(long Number) : IOrderProbe<CustomerId>
    {
        public bool IsAfter(in CustomerId entry) => entry.IsInteger && entry.Number < Number;
    }

    private readonly record struct BeforeText(string Prefix) : IOrderProbe<CustomerId>
    {
        public bool IsAfter(in CustomerId entry) => entry.IsInteger || string.CompareOrdinal(entry.ToString(), Prefix) < 0;
    }

    private readonly record struct UpToPrefix(string Prefix) : IOrderProbe<CustomerId>
    {
        public bool IsAfter(in CustomerId entry) => entry.IsInteger || string.CompareOrdinal(entry.ToString(), 0, Prefix, 0, Prefix.Length) <= 0;
    }
}
