namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How good the parts beside the value were on customers that they had not seen.</summary>
/// <param name="Intervals">The intervals of the held-out test customers; null without intervals.</param>
/// <param name="ColdStart">The cold-start part by cross-validation; null without one.</param>
/// <param name="ThirtyDays">The 30-day parts by cross-validation; null without them.</param>
public sealed record BundleQuality(IntervalQuality? Intervals, ColdStartQuality? ColdStart, ThirtyDayQuality? ThirtyDays);
