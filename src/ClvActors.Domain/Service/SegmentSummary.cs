using ClvActors.Domain.Population;

namespace ClvActors.Domain.Service;

/// <summary>One segment in numbers.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Count">Customers in it.</param>
/// <param name="TotalValue">Sum of their predicted values.</param>
/// <param name="MeanRecencyDays">Mean days since the last purchase; 0 for an empty segment.</param>
/// <param name="LowerBound">Smallest value that belongs to it; minus infinity for Dormant, plus infinity before anyone is scored.</param>
public sealed record SegmentSummary(ClvSegment Segment, int Count, double TotalValue, double MeanRecencyDays, double LowerBound)
{
    /// <summary>Mean predicted value; 0 for an empty segment.</summary>
    public double MeanValue => Count == 0 ? 0 : TotalValue / Count;
}
