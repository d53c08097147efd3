using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>The invoices that a customer's state holds: those of the window and those dated after the as-of date.</summary>
/// <param name="Id">The customer.</param>
/// <param name="AsOf">The as-of date at which they were read; null before there is one.</param>
/// <param name="Purchases">By time ascending, then invoice number; empty for a customer that never bought or whose purchases have all left the window.</param>
public sealed record CustomerPurchases(CustomerId Id, DateOnly? AsOf, IReadOnlyList<Purchase> Purchases)
{
    /// <summary>Most customers of one question.</summary>
    public const int MostCustomers = 1_000;

    /// <summary>Refuses a question about too many customers.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MostCustomers"/>.</exception>
    public static void Check(IReadOnlyList<CustomerId> ids)
    {
        if (ids.Count > MostCustomers)
        {
            throw new ArgumentException($"Purchases of up to {MostCustomers} customers can be asked for, not of {ids.Count}.", nameof(ids));
        }
    }
}
