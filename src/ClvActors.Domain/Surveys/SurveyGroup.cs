using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Surveys;

/// <summary>Customers of one kind.</summary>
/// <param name="Segment">Segment by the thresholds of the surveyed population.</param>
/// <param name="Stage">Lifecycle stage.</param>
/// <param name="Status">Purchase status.</param>
/// <param name="Source">How they are valued.</param>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="TotalValue">Sum of their predicted values.</param>
/// <param name="TotalSpend">Sum of their spend in the window.</param>
/// <param name="TotalRecencyDays">Sum of their days since the last purchase.</param>
public readonly record struct SurveyGroup(
    ClvSegment Segment, LifecycleStage Stage, PurchaseStatus Status, PredictionSource Source, int Count, double TotalValue, double TotalSpend, long TotalRecencyDays);
