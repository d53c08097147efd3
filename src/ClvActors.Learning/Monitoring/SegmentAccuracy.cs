namespace ClvActors.Learning.Monitoring;

/// <summary>Live accuracy of the customers that were in one segment when the prediction was made.</summary>
/// <param name="Segment">Name of the segment.</param>
/// <param name="Live">The figures.</param>
/// <param name="ValidationCoverage">Coverage of the segment's intervals at validation; null where it is not known.</param>
public sealed record SegmentAccuracy(string Segment, AccuracyMeasures Live, double? ValidationCoverage);
