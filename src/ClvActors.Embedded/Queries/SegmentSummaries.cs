using System.Runtime.CompilerServices;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Shards;

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

        SegmentSummary dormant = segments[(int)ClvSegment.Dormant];
        ValueEntry[] lapsed = population.Lapsed.Slice(0, population.Lapsed.Count);
        double days = (dormant.MeanRecencyDays * dormant.Count) + lapsed.Sum(entry => entry.Record.Features.RecencyDays);
        int count = dormant.Count + lapsed.Length;
        return [.. segments.Take((int)ClvSegment.Dormant), dormant with { Count = count, MeanRecencyDays = days / count }];
    }

    // Sums run in the order of the population, so that equal populations give equal bits whatever the shards.
    private static IReadOnlyList<SegmentSummary> Compute(PopulationSnapshot population)
    {
        ValueEntry[] everyone = population.Everyone.Slice(0, population.Everyone.Count);
        SegmentSummary[] segments = new SegmentSummary[ClvSegmentNames.All.Count];
        for (int index = 0; index < segments.Length; index++)
        {
            ClvSegment segment = (ClvSegment)index;
            (int low, int high) = CustomerLists.RangeOf(population, segment);
            double value = 0;
            double days = 0;
            for (int position = low; position < high; position++)
            {
                value += everyone[position].Value;
                days += everyone[position].Record.Features.RecencyDays;
            }

            int count = high - low;
            segments[index] = new SegmentSummary(
                segment, count, value, count == 0 ? 0 : days / count, population.Thresholds.LowerBound(segment));
        }

        return segments;
    }
}
