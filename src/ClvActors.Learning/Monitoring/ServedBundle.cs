namespace ClvActors.Learning.Monitoring;

/// <summary>A bundle that serves or served.</summary>
/// <param name="BundleId">Its name.</param>
/// <param name="Fingerprint">Hash over its files; null where its folder was not found.</param>
/// <param name="HorizonDays">Days that its predicted values cover.</param>
/// <param name="SinceAsOf">As-of date at which it was first seen serving; null before there was one.</param>
/// <param name="SinceAt">Wall time at which it was first seen serving.</param>
/// <param name="UntilAsOf">As-of date at which another was seen; null for the one that serves.</param>
/// <param name="UntilAt">Wall time at which another was seen; null for the one that serves.</param>
public sealed record ServedBundle(
    string BundleId, string? Fingerprint, int HorizonDays, DateOnly? SinceAsOf, DateTimeOffset SinceAt, DateOnly? UntilAsOf = null, DateTimeOffset? UntilAt = null);
