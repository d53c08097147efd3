using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>What a lookup answered.</summary>
public sealed record ObservedCustomer(
    CustomerRecord Record, ClvSegment Segment, double PercentileRank, long EdgesVersion, IReadOnlyList<ValuePoint> History);
