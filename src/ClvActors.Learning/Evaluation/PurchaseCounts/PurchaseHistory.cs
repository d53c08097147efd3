namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>A customer's purchase days up to an as-of date, the only thing that features are computed from.</summary>
/// <remarks>Not thread-safe while days are added.</remarks>
public sealed class PurchaseHistory
{
    private readonly List<PurchaseDay> _days = [];

    /// <summary>Makes a history without purchases.</summary>
    /// <param name="asOf">The last day that is known.</param>
    public PurchaseHistory(DateOnly asOf) => AsOf = asOf;

    /// <summary>The last day that is known.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The days, ascending.</summary>
    public IReadOnlyList<PurchaseDay> Days => _days;

    /// <summary>Adds a day.</summary>
    /// <exception cref="ArgumentException">The day is after <see cref="AsOf"/>, or not after the last one that was added; the message names the dates.</exception>
    public void Add(PurchaseDay day)
    {
        if (day.Date > AsOf)
        {
            throw new ArgumentException($"a purchase of {day.Date:yyyy-MM-dd} is after the as-of date {AsOf:yyyy-MM-dd}: features must not see it", nameof(day));
        }

        if (_days.Count > 0 && day.Date <= _days[^1].Date)
        {
            throw new ArgumentException($"a purchase of {day.Date:yyyy-MM-dd} follows one of {_days[^1].Date:yyyy-MM-dd}", nameof(day));
        }

        _days.Add(day);
    }
}
