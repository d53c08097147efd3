namespace ClvActors.Host.Dashboard.Lookup;

/// <summary>A value as a point of the history.</summary>
/// <param name="Date">A month end, or the as-of date.</param>
/// <param name="Value">Predicted value then, in whole units of currency.</param>
internal sealed record HistoryPoint(DateTime Date, double Value);
