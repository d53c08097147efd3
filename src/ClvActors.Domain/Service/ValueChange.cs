using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Service;

/// <summary>A customer's predicted value has changed.</summary>
/// <param name="Position">The change's place in the feed.</param>
/// <param name="Record">The record that now stands.</param>
/// <param name="Segment">Segment when the change was told.</param>
/// <param name="PercentileRank">Percentile rank when the change was told.</param>
/// <remarks>
/// The feed is compacted: it holds the newest change of each customer. Who resumes from a position gets every customer whose value
/// has changed since, once, in order, and then what follows live.
/// </remarks>
public sealed record ValueChange(ChangePosition Position, CustomerRecord Record, ClvSegment Segment, double PercentileRank);
