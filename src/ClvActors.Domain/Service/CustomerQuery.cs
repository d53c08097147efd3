using ClvActors.Domain.Population;

namespace ClvActors.Domain.Service;

/// <summary>Which page of which customers is wanted.</summary>
/// <param name="Page">1 for the first page.</param>
/// <param name="PerPage">Customers per page, at least 1.</param>
/// <param name="Segment">One segment, or null for all.</param>
/// <param name="IncludeLapsed">Whether lapsed customers follow the population (as part of Dormant).</param>
public sealed record CustomerQuery(int Page, int PerPage, ClvSegment? Segment = null, bool IncludeLapsed = false);
