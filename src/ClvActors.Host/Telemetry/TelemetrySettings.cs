namespace ClvActors.Host.Telemetry;

/// <summary>What OpenTelemetry's standard environment variables ask of this process.</summary>
/// <remarks>
/// Immutable. Exporting is on for a signal when an endpoint is named (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or the signal's own) or its exporter is (<c>OTEL_TRACES_EXPORTER</c>,
/// <c>OTEL_METRICS_EXPORTER</c> = <c>otlp</c>), and off with <c>none</c>; unlike the specification's default nothing is sent to a collector that nobody named. Everything else (headers, protocol, timeouts,
/// intervals, sampler, resource) is read by the SDK itself. Source: OpenTelemetry specification 1.40, "Environment Variable Specification".
/// </remarks>
internal sealed record TelemetrySettings
{
    private const string Otlp = "otlp";

    /// <summary>Name of the service unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> says another.</summary>
    public const string DefaultServiceName = "clv-host";

    /// <summary>Whether <c>OTEL_SDK_DISABLED</c> turns all of it off: nothing is measured, exported or shown.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether metrics are pushed.</summary>
    public bool ExportsMetrics { get; init; }

    /// <summary>Whether traces are made and pushed.</summary>
    public bool ExportsTraces { get; init; }

    /// <summary>Whether <c>OTEL_TRACES_SAMPLER</c> says which traces are made; otherwise the server's own limit does.</summary>
    public bool NamesSampler { get; init; }

    /// <summary>Exporters that were asked for and that this server does not have, as they were written.</summary>
    public IReadOnlyList<string> UnknownExporters { get; init; } = [];

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">Gives a variable's value; null or empty when it is not set.</param>
    public static TelemetrySettings Read(Func<string, string?> variable)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED")?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new TelemetrySettings { IsDisabled = true };
        }

        List<string> unknown = [];
        return new TelemetrySettings
        {
            ExportsMetrics = Exports("METRICS", ["prometheus"]),
            ExportsTraces = Exports("TRACES", []),
            NamesSampler = !string.IsNullOrWhiteSpace(variable("OTEL_TRACES_SAMPLER")),
            UnknownExporters = unknown,
        };

        bool Exports(string signal, string[] builtIn)
        {
            string[] named = (variable($"OTEL_{signal}_EXPORTER") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            unknown.AddRange(named.Where(name => name is not Otlp and not "none" && !builtIn.Contains(name)));
            return named.Length > 0
                ? named.Contains(Otlp)
                : !string.IsNullOrWhiteSpace(variable("OTEL_EXPORTER_OTLP_ENDPOINT")) || !string.IsNullOrWhiteSpace(variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
        }
    }
}
