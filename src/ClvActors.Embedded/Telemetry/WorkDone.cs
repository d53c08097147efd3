namespace ClvActors.Embedded.Telemetry;

/// <summary>What a population did since it was last asked.</summary>
/// <param name="Scoring">Time spent on scoring the customers that batches touched.</param>
/// <param name="Rescores">Customers scored, month ends left out.</param>
/// <param name="MonthEndRescores">Customers scored because a month was closed.</param>
/// <param name="MonthEnds">How long each closed month took; null when none was closed.</param>
internal readonly record struct WorkDone(TimeSpan Scoring, long Rescores, long MonthEndRescores, IReadOnlyList<TimeSpan>? MonthEnds);
