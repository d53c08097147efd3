namespace ClvActors.Learning.Bundles.Parts;

/// <summary>What a customer spends over the horizon so many days after the last purchase.</summary>
/// <param name="Days">Days since the last purchase.</param>
/// <param name="Value">Spend over the horizon in whole units of currency, above 0.</param>
public sealed record LapsedKnot(double Days, double Value);
