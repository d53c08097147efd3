namespace ClvActors.Learning.Monitoring.Alerts;

/// <summary>Raises and clears alerts.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class AlertBook
{
    /// <summary>Cleared alerts that are remembered.</summary>
    public const int KeptCleared = 200;

    /// <summary>Brings alerts to the conditions of now.</summary>
    /// <param name="alerts">The alerts so far, newest first.</param>
    /// <param name="conditions">One per code and subject. An active alert without one, or about another bundle, is cleared.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="at">The wall time.</param>
    /// <returns>The alerts, newest first: all that are active and the newest of the others.</returns>
    public static IReadOnlyList<MonitoringAlert> Update(IReadOnlyList<MonitoringAlert> alerts, IReadOnlyList<AlertCondition> conditions, DateOnly asOf, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(conditions);
        List<MonitoringAlert> next = [.. alerts.Select(alert => alert.IsActive ? Follow(alert, conditions, asOf, at) : alert)];
        foreach (AlertCondition condition in conditions.Where(condition => condition.Value >= condition.RaiseAt && !next.Any(alert => alert.IsActive && IsAbout(condition, alert))))
        {
            next.Insert(0, new MonitoringAlert(condition.Code, condition.Subject, AlertCodes.SeverityOf(condition.Code), condition.Bundle.Id, condition.Text, asOf, at, BundleFingerprint: condition.Bundle.Fingerprint));
        }

        int cleared = 0;
        return [.. next.Where(alert => alert.IsActive || cleared++ < KeptCleared)];
    }

    private static MonitoringAlert Follow(MonitoringAlert alert, IReadOnlyList<AlertCondition> conditions, DateOnly asOf, DateTimeOffset at)
    {
        AlertCondition? condition = conditions.FirstOrDefault(condition => IsAbout(condition, alert));
        if (condition is null || condition.Value < condition.ClearBelow)
        {
            return alert with { ClearedAsOf = asOf, ClearedAt = at };
        }

        // Between the two thresholds the alert stays, with the figures of now.
        return condition.Value is null ? alert : alert with { Text = condition.Text, BundleFingerprint = alert.BundleFingerprint ?? condition.Bundle.Fingerprint };
    }

    private static bool IsAbout(AlertCondition condition, MonitoringAlert alert) =>
        condition.Code == alert.Code && condition.Subject == alert.Subject && condition.Bundle.MayBe(new BundleIdentity(alert.BundleId, alert.BundleFingerprint));
}
