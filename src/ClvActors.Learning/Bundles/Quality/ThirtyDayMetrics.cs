using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How good the 30-day predictions of some customers are.</summary>
/// <param name="Spend">Of the spend.</param>
/// <param name="Purchase">Of the probability of a purchase.</param>
public sealed record ThirtyDayMetrics(RegressionMetrics Spend, ClassificationMetrics Purchase);
