namespace ClvActors.Learning.Bundles.Parts;

/// <summary>What customers are worth whose purchases have all left the window.</summary>
/// <param name="Knots">Value by days since the last purchase, days ascending and values never rising; linear between knots, constant beyond them.</param>
/// <param name="Origins">As-of dates that it was estimated at.</param>
/// <param name="ObservedDays">Customer-days that were observed, over all origins.</param>
public sealed record LapsedRule(IReadOnlyList<LapsedKnot> Knots, IReadOnlyList<DateOnly> Origins, long ObservedDays);
