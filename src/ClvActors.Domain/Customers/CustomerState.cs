using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>Everything one customer knows: the invoices of the window and those that wait, from which all features follow.</summary>
/// <remarks>
/// <para>Invoices may come in any order; the state after a set of lines and an as-of date does not depend on it, as long as the lines of one invoice keep
/// theirs. Sums are integers, so nothing drifts. Lines dated after the as-of date wait; at or before the window's far side they are late and
/// move only the dates of the first and last purchase ever.</para>
/// <para>Not thread-safe: one writer owns a customer.</para>
/// </remarks>
public sealed class CustomerState
{
    private readonly StockCodeTable _stockCodes;
    private readonly InvoiceBook _purchases = new();
    private readonly InvoiceBook _cancellations = new();
    private readonly ProductCounts _products = new();
    private ObservationWindow _window;
    private int _inWindow;
    private int _cancellationsInWindow;
    private long _cancelledSpend;

    /// <summary>Starts a customer without purchases.</summary>
    /// <param name="id">The customer.</param>
    /// <param name="stockCodes">The writer's table of stock codes.</param>
    /// <param name="window">The window that counts now.</param>
    public CustomerState(CustomerId id, StockCodeTable stockCodes, ObservationWindow window)
    {
        Id = id;
        _stockCodes = stockCodes;
        _window = window;
    }

    /// <summary>The customer.</summary>
    public CustomerId Id { get; }

    /// <summary>The table behind the stock numbers of the lines, for snapshots.</summary>
    public StockCodeTable StockCodes => _stockCodes;

    /// <summary>The window that counts now.</summary>
    public ObservationWindow Window => _window;

    /// <summary>Day number of the first purchase ever, late ones included; null before the first.</summary>
    public int? FirstPurchaseDay { get; private set; }

    /// <summary>Day number of the newest purchase ever, waiting and late ones included; null before the first.</summary>
    public int? NewestPurchaseDay { get; private set; }

    /// <summary>Day number of the newest purchase that does not wait; null when there is none.</summary>
    public int? LastPurchaseDay => _inWindow > 0 ? _purchases.Invoices[_inWindow - 1].Day : LastExpiredDay;

    /// <summary>Day number of the newest purchase at or before the window's far side; null when there is none.</summary>
    public int? LastExpiredDay { get; private set; }

    /// <summary>Whether a purchase lies in the window, so that the customer belongs to the population.</summary>
    public bool IsInWindow => _inWindow > 0;

    /// <summary>Purchases (invoices) inside the window.</summary>
    public int InvoicesInWindow => _inWindow;

    /// <summary>Purchases dated after the as-of date.</summary>
    public ReadOnlySpan<Invoice> Waiting => _purchases.Invoices[_inWindow..];

    /// <summary>All kept purchases in ascending order of time: the window's, then those that wait.</summary>
    public ReadOnlySpan<Invoice> Purchases => _purchases.Invoices;

    /// <summary>All kept cancellation invoices in ascending order of time.</summary>
    public ReadOnlySpan<Invoice> Cancellations => _cancellations.Invoices;

    /// <summary>Applies one purchase line that passed cleaning.</summary>
    /// <returns>What became of it; a late or duplicate line leaves every total alone.</returns>
    public LineOutcome ApplyPurchase(TransactionLine line)
    {
        int day = line.Date.DayNumber;
        FirstPurchaseDay = Math.Min(FirstPurchaseDay ?? day, day);
        NewestPurchaseDay = Math.Max(NewestPurchaseDay ?? day, day);
        if (_window.IsPast(day))
        {
            LastExpiredDay = Math.Max(LastExpiredDay ?? day, day);
            return LineOutcome.Late;
        }

        return Keep(_purchases, line, day);
    }

    /// <summary>Applies one cancellation line; older than the window it is ignored.</summary>
    /// <returns>Whether the totals changed: not for a line that is ignored, waits or repeats another.</returns>
    public bool ApplyCancellation(TransactionLine line)
    {
        int day = line.Date.DayNumber;
        return !_window.IsPast(day)
            && Keep(_cancellations, line, day) is LineOutcome.Accepted or LineOutcome.AcceptedNewInvoice
            && !_window.IsAhead(day);
    }

    /// <summary>Moves the window: invoices that become due enter it, those past its far side are dropped.</summary>
    /// <exception cref="ArgumentException">The window would move backwards.</exception>
    public void AdvanceTo(ObservationWindow window)
    {
        if (window.AsOfDay < _window.AsOfDay)
        {
            throw new ArgumentException("The as-of date only moves forward.", nameof(window));
        }

        _window = window;
        ReadOnlySpan<Invoice> invoices = _purchases.Invoices;
        int end = _inWindow;
        while (end < invoices.Length && !window.IsAhead(invoices[end].Day))
        {
            CountProducts(invoices[end++]);
        }

        int expired = 0;
        while (expired < end && window.IsPast(invoices[expired].Day))
        {
            LastExpiredDay = invoices[expired].Day;
            foreach (ref readonly InvoiceLine line in invoices[expired++].Lines)
            {
                _products.Remove(line.StockNumber);
            }
        }

        _inWindow = end - expired;
        _purchases.DropFirst(expired);
        AdvanceCancellations();
    }

    /// <summary>The exact totals over the window.</summary>
    public WindowTotals Totals()
    {
        ReadOnlySpan<Invoice> invoices = _purchases.Invoices[.._inWindow];
        if (invoices.IsEmpty)
        {
            return default;
        }

        int lines = 0, evening = 0, weekend = 0, unitedKingdom = 0, fourthQuarter = 0;
        long quantity = 0, gapDays = 0, squaredGapDays = 0;
        Money spend = Money.Zero, largest = invoices[0].Spend;
        DateTime previous = invoices[0].Time;
        foreach (Invoice invoice in invoices)
        {
            lines += invoice.LineCount;
            evening += invoice.EveningLines;
            weekend += invoice.IsWeekend ? invoice.LineCount : 0;
            unitedKingdom += invoice.UnitedKingdomLines;
            fourthQuarter += invoice.Time.Month >= 10 ? 1 : 0;
            quantity += invoice.Quantity;
            spend += invoice.Spend;
            largest = invoice.Spend > largest ? invoice.Spend : largest;
            long gap = (invoice.Time - previous).Days;
            gapDays += gap;
            squaredGapDays += gap * gap;
            previous = invoice.Time;
        }

        return new WindowTotals
        {
            FirstDay = invoices[0].Day,
            LastDay = invoices[^1].Day,
            Invoices = invoices.Length,
            Lines = lines,
            Quantity = quantity,
            Spend = spend,
            LargestInvoice = largest,
            GapDays = gapDays,
            SquaredGapDays = squaredGapDays,
            Products = _products.Distinct,
            UnitedKingdomLines = unitedKingdom,
            WeekendLines = weekend,
            EveningLines = evening,
            FourthQuarterInvoices = fourthQuarter,
        };
    }

    /// <summary>The exact further totals at the as-of date; O(invoices in the window).</summary>
    public BehaviourTotals Behaviour()
    {
        int lifetimeDays = FirstPurchaseDay is { } first ? Math.Max(0, _window.AsOfDay - first) : 0;
        return _inWindow == 0
            ? new BehaviourTotals { AsOfDay = _window.AsOfDay, LifetimeDays = lifetimeDays }
            : BehaviourReader.Read(_purchases.Invoices[.._inWindow], _window.AsOfDay) with
            {
                LifetimeDays = lifetimeDays,
                CancellationInvoices = _cancellationsInWindow,
                CancelledSpend = new Money(_cancelledSpend),
            };
    }

    /// <summary>Puts a kept invoice back, as a snapshot recorded it; call before the first line is applied.</summary>
    public void Restore(Invoice invoice, bool isCancellation)
    {
        (isCancellation ? _cancellations : _purchases).Insert(invoice);
        if (_window.IsAhead(invoice.Day))
        {
            return;
        }

        if (isCancellation)
        {
            _cancellationsInWindow++;
            _cancelledSpend += CancelledBy(invoice);
        }
        else
        {
            _inWindow++;
            CountProducts(invoice);
        }
    }

    /// <summary>Puts the dates back, as a snapshot recorded them.</summary>
    public void RestoreDates(int? firstPurchaseDay, int? newestPurchaseDay, int? lastExpiredDay)
    {
        FirstPurchaseDay = firstPurchaseDay;
        NewestPurchaseDay = newestPurchaseDay;
        LastExpiredDay = lastExpiredDay;
    }

    private LineOutcome Keep(InvoiceBook book, TransactionLine line, int day)
    {
        InvoiceLine kept = InvoiceLine.From(line, _stockCodes);
        Invoice? known = book.Find(line.Invoice, day);
        bool isNew = known is null;
        Invoice invoice = known ?? new Invoice(line.Invoice, day);
        int twin = invoice.FindTwin(kept);
        if (twin >= 0)
        {
            ref readonly InvoiceLine first = ref invoice.Lines[twin];
            return first.Quantity == kept.Quantity && first.Price == kept.Price
                ? LineOutcome.Duplicate
                : LineOutcome.ConflictingDuplicate;
        }

        DateTime formerTime = invoice.Time;
        invoice.Add(kept, line.Time);
        bool counts = !_window.IsAhead(day);
        bool isPurchase = ReferenceEquals(book, _purchases);
        if (counts && isPurchase)
        {
            _products.Add(kept.StockNumber);
            _inWindow += isNew ? 1 : 0;
        }
        else if (counts)
        {
            _cancelledSpend += Math.Abs(kept.Total.TenThousandths);
            _cancellationsInWindow += isNew ? 1 : 0;
        }

        if (isNew)
        {
            book.Insert(invoice);
        }
        else if (invoice.Time < formerTime)
        {
            book.MoveForward(invoice, formerTime);
        }

        return isNew ? LineOutcome.AcceptedNewInvoice : LineOutcome.Accepted;
    }

    private void CountProducts(Invoice invoice)
    {
        foreach (ref readonly InvoiceLine line in invoice.Lines)
        {
            _products.Add(line.StockNumber);
        }
    }

    private void AdvanceCancellations()
    {
        ReadOnlySpan<Invoice> invoices = _cancellations.Invoices;
        int end = _cancellationsInWindow;
        while (end < invoices.Length && !_window.IsAhead(invoices[end].Day))
        {
            _cancelledSpend += CancelledBy(invoices[end++]);
        }

        int expired = 0;
        while (expired < end && _window.IsPast(invoices[expired].Day))
        {
            _cancelledSpend -= CancelledBy(invoices[expired++]);
        }

        _cancellationsInWindow = end - expired;
        _cancellations.DropFirst(expired);
    }

    // Returns |quantity x price| over the lines: a cancellation's quantity is negative, but nothing enforces it.
    private static long CancelledBy(Invoice invoice)
    {
        long cancelled = 0;
        foreach (ref readonly InvoiceLine line in invoice.Lines)
        {
            cancelled += Math.Abs(line.Total.TenThousandths);
        }

        return cancelled;
    }
}
