using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How well the intervals hold what the held-out test customers spent.</summary>
/// <param name="All">All of them.</param>
/// <param name="Segments">By the segment of their predicted value among the test customers, the highest first.</param>
public sealed record IntervalQuality(IntervalMetrics All, IReadOnlyList<SegmentIntervals> Segments);
