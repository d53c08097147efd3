using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Bundles;

/// <summary>The lines up to an as-of date, the only thing that features of training and evaluation are computed from.</summary>
/// <remarks>
/// A line after the date is refused when it is added, so that no rule of a feature, however wrong, can see what it is to predict. Labels come from
/// <see cref="FutureSpend"/>, which features never meet. Not thread-safe.
/// </remarks>
public sealed class HistoryLines
{
    private readonly BatchFeatures _lines = new();

    /// <summary>Makes a history without lines.</summary>
    /// <param name="asOf">The as-of date D: the last day that is known.</param>
    /// <param name="windowDays">Length of the features' window in days, at least 1; that of the live state when left out.</param>
    public HistoryLines(DateOnly asOf, int windowDays = ObservationWindow.Days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        AsOf = asOf;
        WindowDays = windowDays;
    }

    /// <summary>The as-of date D.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The lines, for what looks at several dates of the past at once.</summary>
    internal BatchFeatures Lines => _lines;

    /// <summary>Length of the features' window in days: D - <see cref="WindowDays"/> &lt; date &lt;= D.</summary>
    public int WindowDays { get; }

    /// <summary>Takes the purchases and cancellations up to a date.</summary>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="lines">All lines; later ones are left behind.</param>
    public static HistoryLines UpTo(DateOnly asOf, BatchFeatures lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        HistoryLines history = new(asOf);
        foreach (TransactionLine line in lines.Purchases.Concat(lines.Cancellations).Where(line => line.Date <= asOf))
        {
            history.Add(line);
        }

        return history;
    }

    /// <summary>Takes the purchases and cancellations of a window alone, as if nothing older were known.</summary>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="windowDays">Length of the window in days, at least 1.</param>
    /// <param name="lines">All lines; those outside the window are left behind.</param>
    public static HistoryLines Within(DateOnly asOf, int windowDays, BatchFeatures lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        HistoryLines history = new(asOf, windowDays);
        int start = asOf.DayNumber - windowDays;
        foreach (TransactionLine line in lines.Purchases.Concat(lines.Cancellations).Where(line => line.Date.DayNumber > start && line.Date <= asOf))
        {
            history.Add(line);
        }

        return history;
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="ArgumentException">The line is dated after <see cref="AsOf"/>; the message names both dates.</exception>
    public void Add(TransactionLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Date > AsOf)
        {
            throw new ArgumentException($"a line of {line.Date:yyyy-MM-dd} is after the as-of date {AsOf:yyyy-MM-dd}: features must not see it", nameof(line));
        }

        _lines.Add(line);
    }

    /// <summary>Computes the features of everyone with a purchase in the window of <see cref="AsOf"/>.</summary>
    /// <returns>Features by customer, ascending by id.</returns>
    public SortedDictionary<CustomerId, FeatureVector> Features() => _lines.Compute(AsOf, WindowDays);
}
