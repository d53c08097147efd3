using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How well the intervals of one segment hold.</summary>
/// <param name="Segment">Name of the segment.</param>
/// <param name="Metrics">The figures.</param>
public sealed record SegmentIntervals(string Segment, IntervalMetrics Metrics);
