using ClvActors.Domain.Transactions;

namespace ClvActors.Files;

/// <summary>Puts the lines of a file into the order in which the sales happened.</summary>
/// <remarks>
/// Invoices are ordered by their earliest line, those of equal time by their place in the file; the lines of one invoice keep the order of the file,
/// because the first of two repeated lines stands. A line without a customer is an invoice of its own. Stateless; safe on any thread.
/// </remarks>
public static class EventOrder
{
    /// <summary>Orders lines.</summary>
    /// <param name="lines">Lines in the order of the file.</param>
    /// <returns>The positions of the lines in the order of events, and for each whether it starts another invoice.</returns>
    public static (int[] Positions, bool[] StartsInvoice) Of(IReadOnlyList<TransactionLine> lines)
    {
        Dictionary<(CustomerId Customer, string Invoice, int Day), int> invoices = [];
        int[] invoiceOf = new int[lines.Count];
        List<long> earliest = [];
        for (int position = 0; position < lines.Count; position++)
        {
            TransactionLine line = lines[position];
            int invoice = earliest.Count;
            if (line.Customer is { } customer && !invoices.TryAdd((customer, line.Invoice, line.Date.DayNumber), invoice))
            {
                invoice = invoices[(customer, line.Invoice, line.Date.DayNumber)];
            }

            if (invoice == earliest.Count)
            {
                earliest.Add(line.Time.Ticks);
            }

            earliest[invoice] = Math.Min(earliest[invoice], line.Time.Ticks);
            invoiceOf[position] = invoice;
        }

        int[] order = [.. Enumerable.Range(0, lines.Count)];
        (long Ticks, int Invoice, int Position)[] keys = Array.ConvertAll(order, position => (earliest[invoiceOf[position]], invoiceOf[position], position));
        Array.Sort(keys, order);
        bool[] starts = new bool[order.Length];
        for (int index = 0; index < order.Length; index++)
        {
            starts[index] = index == 0 || invoiceOf[order[index]] != invoiceOf[order[index - 1]];
        }

        return (order, starts);
    }
}
