using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>Exact integer totals over the purchases of one customer inside the window; the features are a function of these alone.</summary>
/// <remarks>All fields are zero when no purchase lies in the window. A plain value; safe on any thread.</remarks>
public readonly record struct WindowTotals
{
    /// <summary>Day number of the first purchase in the window.</summary>
    public int FirstDay { get; init; }

    /// <summary>Day number of the last purchase in the window.</summary>
    public int LastDay { get; init; }

    /// <summary>Distinct invoices.</summary>
    public int Invoices { get; init; }

    /// <summary>Kept lines.</summary>
    public int Lines { get; init; }

    /// <summary>Pieces over all lines.</summary>
    public long Quantity { get; init; }

    /// <summary>Sum of line totals.</summary>
    public Money Spend { get; init; }

    /// <summary>Largest invoice total.</summary>
    public Money LargestInvoice { get; init; }

    /// <summary>Sum of the whole-day gaps between consecutive invoices in time.</summary>
    public long GapDays { get; init; }

    /// <summary>Sum of the squares of those gaps.</summary>
    public long SquaredGapDays { get; init; }

    /// <summary>Distinct stock codes.</summary>
    public int Products { get; init; }

    /// <summary>Lines delivered to the United Kingdom.</summary>
    public int UnitedKingdomLines { get; init; }

    /// <summary>Lines on a Saturday or Sunday.</summary>
    public int WeekendLines { get; init; }

    /// <summary>Lines at or after 17:00.</summary>
    public int EveningLines { get; init; }

    /// <summary>Invoices in October, November or December.</summary>
    public int FourthQuarterInvoices { get; init; }
}
