using ClvActors.Learning.Bundles.Quality;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>The 30-day parts fresh from training.</summary>
/// <param name="Spend">The spend.</param>
/// <param name="Purchase">The probability of a purchase.</param>
/// <param name="Quality">How good both are, by cross-validation.</param>
internal sealed record ThirtyDayFit(TrainedPart Spend, TrainedPart Purchase, ThirtyDayQuality Quality);
