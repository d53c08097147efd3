namespace ClvActors.Host.Dashboard.Segments;

/// <summary>A segment's threshold on one day.</summary>
/// <param name="Date">The as-of date.</param>
/// <param name="Value">Smallest value that belongs to the segment, in whole units of currency.</param>
internal sealed record ThresholdPoint(DateTime Date, double Value);
