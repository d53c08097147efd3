namespace ClvActors.Learning.Monitoring;

/// <summary>A segment at the beginning and the end of a quarter.</summary>
/// <param name="First">On the first settled day.</param>
/// <param name="Last">On the last settled day.</param>
/// <param name="FirstShare">Its share of the population then, 0 to 1.</param>
/// <param name="LastShare">Its share of the population at the end, 0 to 1.</param>
public sealed record SegmentShift(SegmentFigures First, SegmentFigures Last, double FirstShare, double LastShare);
