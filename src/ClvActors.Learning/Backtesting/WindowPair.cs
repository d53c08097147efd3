namespace ClvActors.Learning.Backtesting;

/// <summary>How much history features are taken from, and how far ahead spend is predicted.</summary>
/// <param name="HistoryMonths">Calendar months up to D that features see, at least 1.</param>
/// <param name="HorizonMonths">Calendar months after D that the label covers, at least 1.</param>
public readonly record struct WindowPair(int HistoryMonths, int HorizonMonths)
{
    /// <summary>Every pair that is tried: histories of 3, 6, 9, 12, 15 and 18 months for horizons of 3, 6 and 12, shorter horizons first.</summary>
    public static IReadOnlyList<WindowPair> All { get; } =
        [.. new[] { 3, 6, 12 }.SelectMany(horizon => new[] { 3, 6, 9, 12, 15, 18 }.Select(history => new WindowPair(history, horizon)))];

    /// <summary>The newest as-of date D whose horizon the data covers.</summary>
    /// <param name="lastDate">The last day of the data.</param>
    public DateOnly AsOf(DateOnly lastDate) => lastDate.AddMonths(-HorizonMonths);

    /// <summary>Days after D that the label covers.</summary>
    /// <param name="lastDate">The last day of the data.</param>
    public int HorizonDays(DateOnly lastDate) => lastDate.DayNumber - AsOf(lastDate).DayNumber;

    /// <summary>Days up to and including D that features see.</summary>
    /// <param name="lastDate">The last day of the data.</param>
    public int HistoryDays(DateOnly lastDate) => AsOf(lastDate).DayNumber - AsOf(lastDate).AddMonths(-HistoryMonths).DayNumber;

    /// <summary>The first day that features see.</summary>
    /// <param name="lastDate">The last day of the data.</param>
    public DateOnly FirstDay(DateOnly lastDate) => AsOf(lastDate).AddMonths(-HistoryMonths).AddDays(1);
}
