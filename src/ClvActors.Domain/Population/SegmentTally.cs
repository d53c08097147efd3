using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Domain.Population;

/// <summary>Counts one segment's customers; tallies of disjoint parts of a population add up to the same bits as one over all of it.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class SegmentTally
{
    private readonly ExactSum _value = new();

    /// <summary>Customers.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of their days since the last purchase.</summary>
    public long RecencyDays { get; private set; }

    /// <summary>The exact sum of their values, as partial sums.</summary>
    public IReadOnlyList<double> ValuePartials => _value.Partials;

    /// <summary>Counts a customer.</summary>
    /// <param name="record">Its record.</param>
    public void Add(CustomerRecord record) => Add(1, (long)record.Features.RecencyDays, [record.PredictedValue]);

    /// <summary>Adds what another tally counted.</summary>
    /// <param name="count">Its customers.</param>
    /// <param name="recencyDays">Their days since the last purchase.</param>
    /// <param name="valuePartials">The partial sums of their values.</param>
    public void Add(int count, long recencyDays, IReadOnlyList<double> valuePartials)
    {
        Count += count;
        RecencyDays += recencyDays;
        for (int index = 0; index < valuePartials.Count; index++)
        {
            _value.Add(valuePartials[index]);
        }
    }

    /// <summary>The segment in numbers.</summary>
    /// <param name="segment">Which segment was counted.</param>
    /// <param name="lowerBound">Its lower bound.</param>
    public SegmentSummary Summarise(ClvSegment segment, double lowerBound) =>
        new(segment, Count, _value.Value, Count == 0 ? 0 : (double)RecencyDays / Count, lowerBound);
}
