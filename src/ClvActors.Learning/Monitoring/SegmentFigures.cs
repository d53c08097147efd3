namespace ClvActors.Learning.Monitoring;

/// <summary>One segment on a settled day.</summary>
/// <param name="Segment">Name of the segment, such as <c>High Value</c>.</param>
/// <param name="Customers">Customers of the population in it, cold starts included.</param>
/// <param name="TotalValue">Sum of their predicted values, in whole units of currency.</param>
/// <param name="LowerBound">Smallest value that belongs to it; null for Dormant and while nobody is scored.</param>
public sealed record SegmentFigures(string Segment, int Customers, double TotalValue, double? LowerBound);
