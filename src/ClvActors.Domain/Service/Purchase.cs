using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>One invoice of a customer as the customer's state holds it.</summary>
/// <param name="Invoice">The invoice number as written.</param>
/// <param name="Time">Time of its earliest kept line, local to the deployment.</param>
/// <param name="Total">Sum of its kept lines.</param>
/// <param name="Lines">Number of kept lines, at least 1.</param>
public readonly record struct Purchase(string Invoice, DateTime Time, Money Total, int Lines);
