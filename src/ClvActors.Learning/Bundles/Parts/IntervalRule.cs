namespace ClvActors.Learning.Bundles.Parts;

/// <summary>How the raw ends of prediction intervals become ends that hold the promised share of outcomes.</summary>
/// <param name="Level">Share of outcomes that the intervals are made to hold, above 0 and below 1.</param>
/// <param name="Folds">Folds of the cross-fitting behind the shifts.</param>
/// <param name="Model">Groups of customers with repeat purchases; null when the bundle has no intervals for them.</param>
/// <param name="ColdStart">Groups of cold starts; null when the bundle has no intervals for them.</param>
public sealed record IntervalRule(double Level, int Folds, IReadOnlyList<IntervalGroup>? Model, IReadOnlyList<IntervalGroup>? ColdStart);
