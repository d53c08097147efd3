namespace ClvActors.Domain.Service;

/// <summary>One page of customers by value descending, then id ascending.</summary>
/// <param name="Items">The customers of the page; empty past the last page.</param>
/// <param name="Total">How many customers match.</param>
public sealed record CustomerPage(IReadOnlyList<CustomerSummary> Items, int Total);
