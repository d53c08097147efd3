using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Service;

/// <summary>A customer as lists and the portfolio show it.</summary>
/// <param name="Record">The customer's record.</param>
/// <param name="Segment">Segment by the thresholds of the answering population.</param>
public readonly record struct CustomerSummary(CustomerRecord Record, ClvSegment Segment);
