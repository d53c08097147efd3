using System.Diagnostics.Metrics;
using ClvActors.Host.Telemetry;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>What monitoring measures.</summary>
/// <remarks>Series are bounded: one per feature and input, horizon and alert. No customer is named.</remarks>
internal sealed class MonitoringInstruments : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ClvActors.Monitoring";

    private readonly Meter _meter;
    private readonly Counter<long> _raised;

    /// <summary>Makes the instruments.</summary>
    /// <param name="telemetry">Whoever shows them.</param>
    /// <param name="report">Gives the newest report.</param>
    public MonitoringInstruments(HostTelemetry telemetry, Func<MonitoringReport> report)
    {
        _meter = telemetry.CreateMeter(MeterName);
        _meter.CreateObservableGauge("clv.monitoring.drift", () => Drift(report()), null, "Population stability index against the model's baseline: 0.1 deserves a look, 0.25 raises an alert.");
        _meter.CreateObservableGauge("clv.monitoring.accuracy", () => Accuracy(report()), null, "How predictions came true whose horizon has ended: mean absolute error in money, rank correlation, share inside the interval.");
        _meter.CreateObservableGauge("clv.monitoring.accuracy.drop", () => Drops(report()), null, "Share by which live accuracy is worse than at validation; 0.2 raises an alert.");
        _meter.CreateObservableGauge("clv.monitoring.alerts.active", () => Active(report()), "{alert}", "Alerts of monitoring that are active.");
        _raised = _meter.CreateCounter<long>("clv.monitoring.alerts.raised", "{alert}", "Alerts of monitoring that were raised.");
    }

    /// <summary>Counts an alert.</summary>
    public void CountRaised(string code) => _raised.Add(1, new KeyValuePair<string, object?>("alert", code));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    // What only follows from the date and the terms of a sum are shown too, told apart from what may raise an alert.
    private static IEnumerable<Measurement<double>> Drift(MonitoringReport report) =>
        report.Drift.Where(row => row.Level != DriftLevel.Unknown).Select(row => new Measurement<double>(
            row.Index,
            new("kind", NameOf(row.Kind)),
            new("name", row.Name),
            new("raises_alert", row.RaisesAlert ? "true" : "false")));

    private static IEnumerable<Measurement<double>> Accuracy(MonitoringReport report) =>
        from row in Current(report)
        from measure in (IEnumerable<(string Name, double? Value)>)[("mae", row.Live.Mae), ("spearman", row.Live.Spearman), ("coverage", row.Live.Coverage)]
        where measure.Value is not null
        select Of(measure.Value!.Value, ("horizon", row.Horizon), ("measure", measure.Name));

    private static IEnumerable<Measurement<double>> Drops(MonitoringReport report) =>
        from row in Current(report)
        from measure in (IEnumerable<(string Name, double? Value)>)[("mae", row.Drop.Mae), ("spearman", row.Drop.Spearman), ("coverage", row.Drop.Coverage)]
        where measure.Value is not null && row.Level != DriftLevel.Unknown
        select Of(measure.Value!.Value, ("horizon", row.Horizon), ("measure", measure.Name));

    // All of them, at 0 too, so that a rule sees an alert begin.
    private static IEnumerable<Measurement<int>> Active(MonitoringReport report) =>
        AlertCodes.All.Select(code => new Measurement<int>(
            report.Alerts.Count(alert => alert.IsActive && alert.Code == code),
            new("alert", code),
            new("severity", AlertCodes.SeverityOf(code) == AlertSeverity.Critical ? "critical" : "warning")));

    // One row per horizon counts; should a bundle stand by and serve at once, the first.
    private static IEnumerable<LiveAccuracy> Current(MonitoringReport report) => report.Accuracy.Where(row => row.IsCurrent && row.Live.Customers > 0).DistinctBy(row => row.Horizon);

    private static string NameOf(DriftKind kind) => kind switch
    {
        DriftKind.Feature => "feature",
        DriftKind.Prediction => "prediction",
        DriftKind.Segment => "segment",
        _ => "contribution",
    };

    private static Measurement<double> Of(double value, params ReadOnlySpan<(string Name, string Value)> tags) =>
        new(value, new(tags[0].Name, tags[0].Value), new(tags[1].Name, tags[1].Value));
}
