using ClvActors.Domain.Population;
using ClvActors.Domain.Service;

namespace ClvActors.Embedded.Queries;

/// <summary>Pages and the portfolio, read from one version of the population.</summary>
internal static class CustomerLists
{
    /// <summary>A page by value descending, then id ascending; lapsed customers follow the population.</summary>
    public static CustomerPage Page(PopulationSnapshot population, CustomerQuery query)
    {
        (int low, int high) = RangeOf(population, query.Segment);
        bool showsLapsed = query.IncludeLapsed && query.Segment is (null or ClvSegment.Dormant);
        int lapsed = showsLapsed ? population.Lapsed.Count : 0;
        long first = (query.Page - 1L) * query.PerPage;
        int total = high - low + lapsed;
        List<CustomerSummary> items = [];
        if (first < high - low)
        {
            Add(items, population, population.Everyone, high - (int)first, Math.Min(query.PerPage, high - low - (int)first));
        }

        if (items.Count < query.PerPage && lapsed > 0 && first + items.Count < total)
        {
            int skipped = (int)Math.Max(0, first - (high - low));
            Add(items, population, population.Lapsed, lapsed - skipped, Math.Min(query.PerPage - items.Count, lapsed - skipped));
        }

        return new CustomerPage(items, total);
    }

    /// <summary>Everyone in the same order.</summary>
    public static IReadOnlyList<CustomerSummary> All(PopulationSnapshot population, bool includeLapsed)
    {
        List<CustomerSummary> items = new(population.Everyone.Count);
        Add(items, population, population.Everyone, population.Everyone.Count, population.Everyone.Count);
        if (includeLapsed)
        {
            Add(items, population, population.Lapsed, population.Lapsed.Count, population.Lapsed.Count);
        }

        return items;
    }

    /// <summary>The positions of a segment in the ascending order of the population.</summary>
    public static (int Low, int High) RangeOf(PopulationSnapshot population, ClvSegment? segment)
    {
        if (segment is not { } wanted)
        {
            return (0, population.Everyone.Count);
        }

        int low = population.Everyone.CountBefore(new BelowValue(population.Thresholds.LowerBound(wanted)));
        int high = wanted == ClvSegment.Champions
            ? population.Everyone.Count
            : population.Everyone.CountBefore(new BelowValue(population.Thresholds.LowerBound(wanted - 1)));
        return (low, Math.Max(low, high));
    }

    // Adds the entries before a position, from the last to the first.
    private static void Add(List<CustomerSummary> items, PopulationSnapshot population, MergedOrder<ValueEntry> order, int end, int count)
    {
        ValueEntry[] entries = order.Slice(end - count, count);
        for (int index = entries.Length - 1; index >= 0; index--)
        {
            items.Add(new CustomerSummary(entries[index].Record, population.SegmentOf(entries[index].Record)));
        }
    }
}
