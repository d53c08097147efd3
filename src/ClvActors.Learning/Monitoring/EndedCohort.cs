namespace ClvActors.Learning.Monitoring;

/// <summary>A cohort whose horizon has ended.</summary>
/// <param name="Horizon">Name of the horizon.</param>
/// <param name="BundleId">The bundle that predicted.</param>
/// <param name="Accuracy">How well it came true.</param>
/// <param name="Validation">The figures at validation, as far as they are known.</param>
public sealed record EndedCohort(string Horizon, string BundleId, CohortAccuracy Accuracy, AccuracyMeasures Validation);
