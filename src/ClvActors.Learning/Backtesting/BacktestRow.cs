namespace ClvActors.Learning.Backtesting;

/// <summary>What became of one pair of windows: figures, or the reason why it was skipped.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="HistoryMonths">Calendar months up to D that features see.</param>
/// <param name="HorizonMonths">Calendar months after D that the label covers.</param>
/// <param name="AsOf">The as-of date D.</param>
/// <param name="HistoryDays">Days up to and including D that features see.</param>
/// <param name="HorizonDays">Days after D that the label covers.</param>
/// <param name="Customers">Customers with at least two purchases in the history; null when the data does not reach back that far, so that nobody was counted.</param>
/// <param name="Rank">Place by score, from 1; null when skipped.</param>
/// <param name="Figures">The figures; null when skipped.</param>
/// <param name="SkipReason">Why it was skipped, part of a sentence; null when it was not.</param>
public sealed record BacktestRow(
    int HistoryMonths,
    int HorizonMonths,
    DateOnly AsOf,
    int HistoryDays,
    int HorizonDays,
    int? Customers,
    int? Rank,
    BacktestFigures? Figures,
    string? SkipReason);
