using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>All kept lines with one invoice number of one customer on one calendar date, with their exact totals.</summary>
/// <remarks>
/// <para>Duplicate rule: a line with an id repeats a kept line of this invoice with the same id; a line without one repeats any kept line of the
/// same stock code. The id is compared inside the invoice only: a rule across invoices would let the order of arrival decide which of two invoices
/// keeps a line.</para>
/// <para>Not thread-safe: owned by its customer's writer.</para>
/// </remarks>
public sealed class Invoice
{
    // Up to here a scan is quicker than a hash; beyond it the scan of a long invoice would grow with the square of its lines.
    private const int LongestScan = 48;

    private InvoiceLine[] _lines = new InvoiceLine[4];
    private Dictionary<int, int>? _byStockNumber;
    private Dictionary<string, int>? _byLineId;

    /// <summary>Starts an invoice without lines.</summary>
    /// <param name="number">The invoice number as written.</param>
    /// <param name="day">Day number of its date.</param>
    public Invoice(string number, int day)
    {
        Number = number;
        Day = day;
        DayOfWeek weekday = DateOnly.FromDayNumber(day).DayOfWeek;
        IsWeekend = weekday is DayOfWeek.Saturday or DayOfWeek.Sunday;
    }

    /// <summary>The invoice number as written.</summary>
    public string Number { get; }

    /// <summary>Day number of the invoice's date.</summary>
    public int Day { get; }

    /// <summary>Whether that day is a Saturday or Sunday.</summary>
    public bool IsWeekend { get; }

    /// <summary>Time of the earliest kept line.</summary>
    public DateTime Time { get; private set; } = DateTime.MaxValue;

    /// <summary>Number of kept lines.</summary>
    public int LineCount { get; private set; }

    /// <summary>Sum of the line totals.</summary>
    public Money Spend { get; private set; }

    /// <summary>Sum of the pieces.</summary>
    public long Quantity { get; private set; }

    /// <summary>Kept lines at or after 17:00.</summary>
    public int EveningLines { get; private set; }

    /// <summary>Kept lines delivered to the United Kingdom.</summary>
    public int UnitedKingdomLines { get; private set; }

    /// <summary>The kept lines in the order of their arrival.</summary>
    public ReadOnlySpan<InvoiceLine> Lines => _lines.AsSpan(0, LineCount);

    /// <summary>Finds the kept line that a new line would repeat.</summary>
    /// <returns>Its position in <see cref="Lines"/>, or -1.</returns>
    public int FindTwin(in InvoiceLine line)
    {
        if (_byStockNumber is not null)
        {
            return line.LineId is null
                ? _byStockNumber.GetValueOrDefault(line.StockNumber, -1)
                : _byLineId!.GetValueOrDefault(line.LineId, -1);
        }

        ReadOnlySpan<InvoiceLine> lines = Lines;
        for (int index = 0; index < lines.Length; index++)
        {
            ref readonly InvoiceLine kept = ref lines[index];
            bool isTwin = line.LineId is null
                ? kept.StockNumber == line.StockNumber
                : string.Equals(kept.LineId, line.LineId, StringComparison.Ordinal);
            if (isTwin)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Keeps a line that repeats none.</summary>
    public void Add(in InvoiceLine line, DateTime time)
    {
        if (LineCount == _lines.Length)
        {
            Array.Resize(ref _lines, LineCount * 2);
        }

        _lines[LineCount++] = line;
        if (_byStockNumber is not null)
        {
            Remember(LineCount - 1);
        }
        else if (LineCount > LongestScan)
        {
            _byStockNumber = [];
            _byLineId = new(StringComparer.Ordinal);
            for (int index = 0; index < LineCount; index++)
            {
                Remember(index);
            }
        }

        Time = time < Time ? time : Time;
        Spend += line.Total;
        Quantity += line.Quantity;
        EveningLines += line.IsEvening ? 1 : 0;
        UnitedKingdomLines += line.IsUnitedKingdom ? 1 : 0;
    }

    // The first line of a stock code stands for all of them, as in the scan.
    private void Remember(int index)
    {
        ref readonly InvoiceLine line = ref _lines[index];
        _byStockNumber!.TryAdd(line.StockNumber, index);
        if (line.LineId is { } id)
        {
            _byLineId!.TryAdd(id, index);
        }
    }
}
