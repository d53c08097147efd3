namespace ClvActors.Host.Dashboard.Overview;

/// <summary>A segment's part of one bar.</summary>
/// <param name="Name">What is shared out.</param>
/// <param name="Value">Length of the part.</param>
/// <param name="Part">Share of the whole, 0 to 1.</param>
internal sealed record SegmentShare(string Name, double Value, double Part);
