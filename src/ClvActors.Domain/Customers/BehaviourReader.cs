using System.Buffers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>Reads the further totals from a customer's invoices: one pass over the invoices, never over their lines.</summary>
/// <remarks>Allocates nothing for up to 128 invoices and rents a buffer beyond. Not thread-safe: made for one pass.</remarks>
internal ref struct BehaviourReader
{
    private const int MostInvoicesOnStack = 128;
    private const int FirstHalfStartsAtAge = 183;

    private readonly int _asOfDay;
    private readonly Span<int> _gaps;
    private readonly Span<int> _weekdays;
    private int _day;
    private int _month;
    private int _days;
    private int _months;
    private long _daySpend;
    private long _firstDaySpend;
    private long _largestDaySpend;
    private int _largestGap;

    private BehaviourReader(int asOfDay, Span<int> gaps, Span<int> weekdays)
    {
        _asOfDay = asOfDay;
        _gaps = gaps;
        _weekdays = weekdays;
    }

    /// <summary>Counts the totals.</summary>
    /// <param name="invoices">The window's invoices in ascending order of (time, number); at least one.</param>
    /// <param name="asOfDay">Day number of D.</param>
    public static BehaviourTotals Read(ReadOnlySpan<Invoice> invoices, int asOfDay)
    {
        long[]? rented = invoices.Length > MostInvoicesOnStack ? ArrayPool<long>.Shared.Rent(invoices.Length) : null;
        Span<long> spends = rented ?? stackalloc long[MostInvoicesOnStack];
        Span<int> gaps = stackalloc int[Math.Min(invoices.Length, ObservationWindow.Days)];
        Span<int> weekdays = stackalloc int[7];
        weekdays.Clear();
        BehaviourReader reader = new(asOfDay, gaps, weekdays);
        BehaviourTotals totals = reader.Read(invoices, spends[..invoices.Length]);
        if (rented is not null)
        {
            ArrayPool<long>.Shared.Return(rented);
        }

        return totals;
    }

    private BehaviourTotals Read(ReadOnlySpan<Invoice> invoices, Span<long> spends)
    {
        long spend30 = 0, spend60 = 0, spend90 = 0, spend180 = 0, firstHalf = 0, fourthQuarter = 0;
        int invoices30 = 0, invoices90 = 0, invoices180 = 0, morning = 0;
        long minutes = 0, decayedInvoices = 0;
        Int128 decayed30 = 0, decayed90 = 0, decayed180 = 0, squares = 0;
        for (int index = 0; index < invoices.Length; index++)
        {
            Invoice invoice = invoices[index];
            long spend = invoice.Spend.TenThousandths;
            int age = _asOfDay - invoice.Day;
            spends[index] = spend;
            AddToDay(invoice, spend);
            spend30 += age < 30 ? spend : 0;
            spend60 += age < 60 ? spend : 0;
            spend90 += age < 90 ? spend : 0;
            spend180 += age < 180 ? spend : 0;
            firstHalf += age >= FirstHalfStartsAtAge ? spend : 0;
            invoices30 += age < 30 ? 1 : 0;
            invoices90 += age < 90 ? 1 : 0;
            invoices180 += age < 180 ? 1 : 0;
            fourthQuarter += invoice.Time.Month >= 10 ? spend : 0;
            squares += Math.BigMul(spend, spend);
            decayed30 += Math.BigMul(spend, (long)DecayWeights.Of30[age]);
            decayed90 += Math.BigMul(spend, (long)DecayWeights.Of90[age]);
            decayed180 += Math.BigMul(spend, (long)DecayWeights.Of180[age]);
            decayedInvoices += DecayWeights.Of90[age];
            long minuteOfDay = invoice.Time.Ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerMinute;
            minutes += minuteOfDay;
            morning += minuteOfDay < 12 * 60 ? 1 : 0;
        }

        long lastDaySpend = _daySpend;
        long lastThree = 0;
        foreach (long spend in spends[^Math.Min(3, spends.Length)..])
        {
            lastThree += spend;
        }

        Span<int> gaps = _gaps[..(_days - 1)];
        int half = gaps.Length / 2;
        int earlier = Sum(gaps[..half]);
        int later = Sum(gaps[^half..]);
        gaps.Sort();
        spends.Sort();
        return new BehaviourTotals
        {
            AsOfDay = _asOfDay,
            PurchaseDays = _days,
            FirstDaySpend = new Money(_days == 1 ? lastDaySpend : _firstDaySpend),
            LastDaySpend = new Money(lastDaySpend),
            LargestDaySpend = new Money(Math.Max(_largestDaySpend, lastDaySpend)),
            Spend30 = new Money(spend30),
            Spend60 = new Money(spend60),
            Spend90 = new Money(spend90),
            Spend180 = new Money(spend180),
            FirstHalfSpend = new Money(firstHalf),
            Invoices30 = invoices30,
            Invoices90 = invoices90,
            Invoices180 = invoices180,
            DecayedSpend30 = decayed30,
            DecayedSpend90 = decayed90,
            DecayedSpend180 = decayed180,
            DecayedInvoices90 = decayedInvoices,
            TwiceMedianDayGap = gaps.IsEmpty ? 0 : gaps[half] + gaps[(gaps.Length - 1) / 2],
            LargestDayGap = _largestGap,
            EarlierDayGaps = earlier,
            LaterDayGaps = later,
            TwiceMedianInvoice = spends[spends.Length / 2] + spends[(spends.Length - 1) / 2],
            SquaredInvoices = squares,
            LastThreeInvoices = new Money(lastThree),
            ActiveMonths = _months,
            MinutesOfDay = minutes,
            MorningInvoices = morning,
            BusiestWeekdayDays = Largest(_weekdays),
            FourthQuarterSpend = new Money(fourthQuarter),
        };
    }

    // Invoices come in order of time, so those of one day stand together.
    private void AddToDay(Invoice invoice, long spend)
    {
        if (_days > 0 && invoice.Day == _day)
        {
            _daySpend += spend;
            return;
        }

        if (_days > 0)
        {
            int gap = invoice.Day - _day;
            _gaps[_days - 1] = gap;
            _largestGap = Math.Max(_largestGap, gap);
            _firstDaySpend = _days == 1 ? _daySpend : _firstDaySpend;
            _largestDaySpend = Math.Max(_largestDaySpend, _daySpend);
        }

        _days++;
        _day = invoice.Day;
        _daySpend = spend;
        _weekdays[invoice.Day % 7]++;
        int month = (invoice.Time.Year * 12) + invoice.Time.Month;
        _months += month == _month ? 0 : 1;
        _month = month;
    }

    private static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static int Largest(ReadOnlySpan<int> values)
    {
        int largest = 0;
        foreach (int value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
