using System.Runtime.CompilerServices;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;

namespace ClvActors.Embedded.Queries;

/// <summary>The five segments in numbers.</summary>
internal static class SegmentSummaries
{
    private static readonly ConditionalWeakTable<PopulationSnapshot, IReadOnlyList<SegmentSummary>> Known = [];

    /// <summary>The segments from Champions to Dormant; computed once for each version of the population.</summary>
    public static IReadOnlyList<SegmentSummary> Of(PopulationSnapshot population, bool includeLapsed)
    {
        IReadOnlyList<SegmentSummary> segments = Known.GetValue(population, Compute);
        if (!includeLapsed || population.Lapsed.Count == 0)
        {
            return segments;
        }

        SegmentTally dormant = Tally(population, ClvSegment.Dormant);
        foreach (ValueEntry entry in population.Lapsed.Slice(0, population.Lapsed.Count))
        {
            dormant.Add(entry.Record);
        }

        return [.. segments.Take((int)ClvSegment.Dormant), dormant.Summarise(ClvSegment.Dormant, population.Thresholds.LowerBound(ClvSegment.Dormant))];
    }

    private static IReadOnlyList<SegmentSummary> Compute(PopulationSnapshot population) =>
    [
        .. ClvSegmentNames.All.Select((_, index) => (ClvSegment)index)
            .Select(segment => Tally(population, segment).Summarise(segment, population.Thresholds.LowerBound(segment))),
    ];

    private static SegmentTally Tally(PopulationSnapshot population, ClvSegment segment)
    {
        (int low, int high) = CustomerLists.RangeOf(population, segment);
        SegmentTally tally = new();
        foreach (ValueEntry entry in population.Everyone.Slice(low, high - low))
        {
            tally.Add(entry.Record);
        }

        return tally;
    }
}
