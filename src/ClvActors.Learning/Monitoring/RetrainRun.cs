namespace ClvActors.Learning.Monitoring;

/// <summary>A retraining that an alert has started.</summary>
/// <param name="AsOf">As-of date at which it was started.</param>
/// <param name="StartedAt">Wall time of its start.</param>
/// <param name="Horizon">Horizon of the alert that started it.</param>
/// <param name="EndedAt">Wall time of its end; null while it runs.</param>
/// <param name="ExitCode">Its exit code; null while it runs, and when it could not be started.</param>
/// <param name="Problem">Why it could not be started or was stopped; null otherwise.</param>
public sealed record RetrainRun(DateOnly AsOf, DateTimeOffset StartedAt, string Horizon, DateTimeOffset? EndedAt = null, int? ExitCode = null, string? Problem = null);
