namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How good the 30-day predictions are, each made by a model that had not seen the customer at any date.</summary>
/// <param name="Origins">As-of dates of the rows.</param>
/// <param name="Folds">Folds of the cross-validation; a customer's rows stay together.</param>
/// <param name="All">Everyone in the window.</param>
/// <param name="Active">Customers with a purchase in the last 90 days.</param>
public sealed record ThirtyDayQuality(IReadOnlyList<DateOnly> Origins, int Folds, ThirtyDayMetrics All, ThirtyDayMetrics Active);
