namespace ClvActors.Host.Api.Answers;

/// <summary>One page of customers by value descending, then id ascending.</summary>
/// <param name="Items">The customers.</param>
/// <param name="Pages">How many pages there are, at least 1.</param>
/// <param name="Total">How many customers match.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PerPage">Customers per page.</param>
public sealed record CustomerPageAnswer(IReadOnlyList<CustomerItem> Items, int Pages, int Total, int Page, int PerPage);
