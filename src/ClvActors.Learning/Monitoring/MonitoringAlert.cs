namespace ClvActors.Learning.Monitoring;

/// <summary>Something that was raised, and perhaps cleared again.</summary>
/// <param name="Code">One of <see cref="AlertCodes"/>.</param>
/// <param name="Subject">The horizon of an accuracy alert; empty for drift.</param>
/// <param name="Severity">How soon somebody should look.</param>
/// <param name="BundleId">The bundle that it is about.</param>
/// <param name="Text">One sentence with the figures; follows them while the alert is active.</param>
/// <param name="RaisedAsOf">As-of date at which it was raised.</param>
/// <param name="RaisedAt">Wall time at which it was raised.</param>
/// <param name="ClearedAsOf">As-of date at which it was cleared; null while it is active.</param>
/// <param name="ClearedAt">Wall time at which it was cleared; null while it is active.</param>
/// <param name="BundleFingerprint">Hash over that bundle's files; null where it is not known.</param>
public sealed record MonitoringAlert(
    string Code,
    string Subject,
    AlertSeverity Severity,
    string BundleId,
    string Text,
    DateOnly RaisedAsOf,
    DateTimeOffset RaisedAt,
    DateOnly? ClearedAsOf = null,
    DateTimeOffset? ClearedAt = null,
    string? BundleFingerprint = null)
{
    /// <summary>Whether it has not been cleared.</summary>
    public bool IsActive => ClearedAt is null;
}
