namespace ClvActors.Learning.Monitoring;

/// <summary>How well one month's predictions came true over one horizon.</summary>
/// <param name="Made">As-of date at which they were made.</param>
/// <param name="Ended">The last day of the horizon.</param>
/// <param name="Live">The figures.</param>
public sealed record CohortAccuracy(DateOnly Made, DateOnly Ended, AccuracyMeasures Live);
