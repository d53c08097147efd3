namespace ClvActors.Domain.Customers;

/// <summary>The invoices of one customer in ascending order of time, those of equal time by number.</summary>
/// <remarks>Not thread-safe: owned by its customer's writer.</remarks>
public sealed class InvoiceBook
{
    // Up to here a scan from the newest is quicker than a hash; beyond it (a guest account) it would grow with the square of the invoices.
    private const int LongestScan = 48;

    private Invoice[] _invoices = [];
    private Dictionary<(string Number, int Day), Invoice>? _byNumber;

    /// <summary>How many invoices there are.</summary>
    public int Count { get; private set; }

    /// <summary>The invoices in ascending order of time.</summary>
    public ReadOnlySpan<Invoice> Invoices => _invoices.AsSpan(0, Count);

    /// <summary>Finds an invoice by its number and day.</summary>
    /// <returns>The invoice, or null.</returns>
    public Invoice? Find(string number, int day)
    {
        if (_byNumber is not null)
        {
            return _byNumber.GetValueOrDefault((number, day));
        }

        for (int index = Count - 1; index >= 0; index--)
        {
            Invoice invoice = _invoices[index];
            if (invoice.Day < day)
            {
                return null;
            }

            if (invoice.Day == day && invoice.Number == number)
            {
                return invoice;
            }
        }

        return null;
    }

    /// <summary>Puts an invoice into its place.</summary>
    public void Insert(Invoice invoice)
    {
        if (Count == _invoices.Length)
        {
            Array.Resize(ref _invoices, Math.Max(2, Count * 2));
        }

        int place = PlaceOf(invoice.Time, invoice.Number, Count);
        Array.Copy(_invoices, place, _invoices, place + 1, Count - place);
        _invoices[place] = invoice;
        Count++;
        if (_byNumber is not null)
        {
            _byNumber.Add((invoice.Number, invoice.Day), invoice);
        }
        else if (Count > LongestScan)
        {
            _byNumber = _invoices.AsSpan(0, Count).ToArray().ToDictionary(kept => (kept.Number, kept.Day));
        }
    }

    /// <summary>Restores the order after an invoice has become earlier.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="formerTime">Its time before.</param>
    public void MoveForward(Invoice invoice, DateTime formerTime)
    {
        int from = PlaceOf(formerTime, invoice.Number, Count, movedInvoice: invoice);
        int to = PlaceOf(invoice.Time, invoice.Number, from);
        Array.Copy(_invoices, to, _invoices, to + 1, from - to);
        _invoices[to] = invoice;
    }

    /// <summary>Drops the invoices at the front.</summary>
    public void DropFirst(int count)
    {
        if (count == 0)
        {
            return;
        }

        for (int index = 0; index < count && _byNumber is not null; index++)
        {
            _byNumber.Remove((_invoices[index].Number, _invoices[index].Day));
        }

        Array.Copy(_invoices, count, _invoices, 0, Count - count);
        Array.Clear(_invoices, Count - count, count);
        Count -= count;
    }

    // The first position, below an end, whose invoice does not come before (time, number). A moved invoice still stands at its former time.
    private int PlaceOf(DateTime time, string number, int end, Invoice? movedInvoice = null)
    {
        int low = 0;
        while (low < end)
        {
            int middle = (low + end) >>> 1;
            Invoice invoice = _invoices[middle];
            DateTime stands = ReferenceEquals(invoice, movedInvoice) ? time : invoice.Time;
            bool isBefore = stands != time ? stands < time : string.CompareOrdinal(invoice.Number, number) < 0;
            if (isBefore)
            {
                low = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return low;
    }
}
