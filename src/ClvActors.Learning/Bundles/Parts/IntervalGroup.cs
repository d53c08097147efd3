namespace ClvActors.Learning.Bundles.Parts;

/// <summary>Customers with raw lower ends of one range, and what is added to the raw ends of their intervals.</summary>
/// <param name="Above">The raw lower end is above this; null for the first group, which has no bound below.</param>
/// <param name="LowShift">Added to the raw lower end; null where the lower end is 0.</param>
/// <param name="HighShift">Added to the raw upper end; finite.</param>
/// <param name="Customers">Training customers that the shifts come from.</param>
public sealed record IntervalGroup(double? Above, double? LowShift, double HighShift, int Customers);
