namespace ClvActors.Host.Telemetry;

/// <summary>What telemetry says in the log.</summary>
internal static partial class TelemetryLog
{
    /// <summary>An exporter was asked for that this server does not have.</summary>
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Telemetry: this server has no exporter {Exporter}; it knows otlp and none, and always serves /metrics")]
    public static partial void UnknownExporter(ILogger log, string exporter);
}
