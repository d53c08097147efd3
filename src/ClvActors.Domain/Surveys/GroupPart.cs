using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Surveys;

/// <summary>Customers of one kind in one part of a population.</summary>
/// <param name="Segment">Segment by the thresholds of the whole population.</param>
/// <param name="Stage">Lifecycle stage.</param>
/// <param name="Status">Purchase status.</param>
/// <param name="Source">How they are valued.</param>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="ValuePartials">The exact sum of their predicted values, as partial sums.</param>
/// <param name="SpendPartials">The exact sum of their spend in the window, as partial sums.</param>
/// <param name="RecencyDays">Sum of their days since the last purchase.</param>
public sealed record GroupPart(
    ClvSegment Segment, LifecycleStage Stage, PurchaseStatus Status, PredictionSource Source, int Count, double[] ValuePartials, double[] SpendPartials, long RecencyDays);
