using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>One invoice of a customer as the customer's state holds it.</summary>
/// <param name="Invoice">The invoice number as written.</param>
/// <param name="Time">Time of its earliest kept line, local to the deployment.</param>
/// <param name="Total">Sum of its kept lines.</param>
/// <param name="Lines">Number of kept lines, at least 1.</param>
public readonly record struct Purchase(string Invoice, DateTime Time, Money Total, int Lines)
{
    /// <summary>The invoices that a state holds, those past the window's far side left out; the state is not changed.</summary>
    /// <param name="state">The customer; called by its writer.</param>
    /// <param name="window">The window that counts, at or after the state's own.</param>
    /// <returns>By time ascending, then invoice number.</returns>
    public static Purchase[] Of(CustomerState state, ObservationWindow window)
    {
        ReadOnlySpan<Invoice> invoices = state.Purchases;
        while (!invoices.IsEmpty && window.IsPast(invoices[0].Day))
        {
            invoices = invoices[1..];
        }

        Purchase[] purchases = new Purchase[invoices.Length];
        for (int index = 0; index < purchases.Length; index++)
        {
            Invoice invoice = invoices[index];
            purchases[index] = new Purchase(invoice.Number, invoice.Time, invoice.Spend, invoice.LineCount);
        }

        return purchases;
    }
}
