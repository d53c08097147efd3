namespace ClvActors.Domain.Customers;

/// <summary>The invoices of one customer in ascending order of time, those of equal time by number.</summary>
/// <remarks>Not thread-safe: owned by its customer's writer.</remarks>
public sealed class InvoiceBook
{
    private Invoice[] _invoices = [];

    /// <summary>How many invoices there are.</summary>
    public int Count { get; private set; }

    /// <summary>The invoices in ascending order of time.</summary>
    public ReadOnlySpan<Invoice> Invoices => _invoices.AsSpan(0, Count);

    /// <summary>Finds an invoice by its number and day.</summary>
    /// <returns>Its position, or -1.</returns>
    /// <remarks>A customer has a handful of invoices and new lines belong to the newest, so the search starts at the end.</remarks>
    public int Find(string number, int day)
    {
        for (int index = Count - 1; index >= 0; index--)
        {
            Invoice invoice = _invoices[index];
            if (invoice.Day < day)
            {
                return -1;
            }

            if (invoice.Day == day && invoice.Number == number)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Puts an invoice into its place.</summary>
    public void Insert(Invoice invoice)
    {
        if (Count == _invoices.Length)
        {
            Array.Resize(ref _invoices, Math.Max(2, Count * 2));
        }

        _invoices[Count++] = invoice;
        MoveForward(Count - 1);
    }

    /// <summary>Restores the order after the invoice at a position has become earlier.</summary>
    public void MoveForward(int index)
    {
        Invoice invoice = _invoices[index];
        while (index > 0 && IsBefore(invoice, _invoices[index - 1]))
        {
            _invoices[index] = _invoices[index - 1];
            index--;
        }

        _invoices[index] = invoice;
    }

    /// <summary>Drops the invoices at the front.</summary>
    public void DropFirst(int count)
    {
        if (count == 0)
        {
            return;
        }

        Array.Copy(_invoices, count, _invoices, 0, Count - count);
        Array.Clear(_invoices, Count - count, count);
        Count -= count;
    }

    private static bool IsBefore(Invoice left, Invoice right) =>
        left.Time != right.Time ? left.Time < right.Time : string.CompareOrdinal(left.Number, right.Number) < 0;
}
