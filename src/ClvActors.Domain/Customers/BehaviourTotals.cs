using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>Exact integer totals behind the features that go beyond the reference set, at one as-of date.</summary>
/// <remarks>
/// A purchase day is a calendar date with a kept line. "Last 30 days" are the dates with D - 30 &lt; date &lt;= D. Everything but the as-of date and the
/// lifetime is zero when no purchase lies in the window. A plain value; safe on any thread.
/// </remarks>
public readonly record struct BehaviourTotals
{
    /// <summary>Day number of the as-of date D.</summary>
    public int AsOfDay { get; init; }

    /// <summary>Days from the first purchase ever to D; 0 while all purchases wait.</summary>
    public int LifetimeDays { get; init; }

    /// <summary>Distinct purchase days.</summary>
    public int PurchaseDays { get; init; }

    /// <summary>Spend on the first purchase day.</summary>
    public Money FirstDaySpend { get; init; }

    /// <summary>Spend on the last purchase day.</summary>
    public Money LastDaySpend { get; init; }

    /// <summary>Largest spend of a purchase day.</summary>
    public Money LargestDaySpend { get; init; }

    /// <summary>Spend of the last 30 days.</summary>
    public Money Spend30 { get; init; }

    /// <summary>Spend of the last 60 days.</summary>
    public Money Spend60 { get; init; }

    /// <summary>Spend of the last 90 days.</summary>
    public Money Spend90 { get; init; }

    /// <summary>Spend of the last 180 days.</summary>
    public Money Spend180 { get; init; }

    /// <summary>Spend of the window's first 182 days, up to D - 183.</summary>
    public Money FirstHalfSpend { get; init; }

    /// <summary>Invoices of the last 30 days.</summary>
    public int Invoices30 { get; init; }

    /// <summary>Invoices of the last 90 days.</summary>
    public int Invoices90 { get; init; }

    /// <summary>Invoices of the last 180 days.</summary>
    public int Invoices180 { get; init; }

    /// <summary>Ten-thousandths of spend x weight of age, half-life 30 days, in units of 2^-20.</summary>
    public Int128 DecayedSpend30 { get; init; }

    /// <summary>Ten-thousandths of spend x weight of age, half-life 90 days, in units of 2^-20.</summary>
    public Int128 DecayedSpend90 { get; init; }

    /// <summary>Ten-thousandths of spend x weight of age, half-life 180 days, in units of 2^-20.</summary>
    public Int128 DecayedSpend180 { get; init; }

    /// <summary>Sum of the invoices' weights of age, half-life 90 days, in units of 2^-20.</summary>
    public long DecayedInvoices90 { get; init; }

    /// <summary>Twice the median of the gaps in days between consecutive purchase days.</summary>
    public int TwiceMedianDayGap { get; init; }

    /// <summary>Largest of these gaps.</summary>
    public int LargestDayGap { get; init; }

    /// <summary>Sum of the earlier half of these gaps; the middle one of an odd number belongs to neither half.</summary>
    public int EarlierDayGaps { get; init; }

    /// <summary>Sum of the later half of these gaps.</summary>
    public int LaterDayGaps { get; init; }

    /// <summary>Twice the median invoice total, in ten-thousandths.</summary>
    public long TwiceMedianInvoice { get; init; }

    /// <summary>Sum of the squares of the invoice totals in ten-thousandths.</summary>
    public Int128 SquaredInvoices { get; init; }

    /// <summary>Spend of the last three invoices by (time, number), or of all if there are fewer.</summary>
    public Money LastThreeInvoices { get; init; }

    /// <summary>Distinct cancellation invoices dated in the window.</summary>
    public int CancellationInvoices { get; init; }

    /// <summary>Sum of the absolute totals of their kept lines.</summary>
    public Money CancelledSpend { get; init; }

    /// <summary>Distinct calendar months with a purchase.</summary>
    public int ActiveMonths { get; init; }

    /// <summary>Sum over the invoices of the whole minutes from midnight to the invoice's time.</summary>
    public long MinutesOfDay { get; init; }

    /// <summary>Invoices before 12:00.</summary>
    public int MorningInvoices { get; init; }

    /// <summary>Purchase days on the weekday that has the most of them.</summary>
    public int BusiestWeekdayDays { get; init; }

    /// <summary>Spend in October, November and December.</summary>
    public Money FourthQuarterSpend { get; init; }
}
