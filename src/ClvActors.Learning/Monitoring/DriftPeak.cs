namespace ClvActors.Learning.Monitoring;

/// <summary>The largest index of one kind of drift.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Index">The index.</param>
/// <param name="AsOf">The day it was reached first.</param>
/// <param name="Name">The feature behind it; empty for the other kinds.</param>
public sealed record DriftPeak(DriftKind Kind, double Index, DateOnly AsOf, string Name);
