using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Quality;

/// <summary>How good predictions for cold starts are, each made by a model that had not seen the customer.</summary>
/// <param name="Folds">Folds of the cross-validation.</param>
/// <param name="ShareOfZeros">Share of the customers who spent nothing over the horizon.</param>
/// <param name="Model">The cold-start part.</param>
/// <param name="TrainingMedian">The median of the training customers with repeat purchases for everyone, the rule of bundles without the part.</param>
/// <param name="Intervals">The calibrated intervals, each by shifts from the other folds; null without them.</param>
public sealed record ColdStartQuality(
    int Folds, double ShareOfZeros, RegressionMetrics Model, RegressionMetrics TrainingMedian, IntervalMetrics? Intervals);
