using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClvActors.Host.Telemetry;

/// <summary>OpenTelemetry's SDK in this process: what is heard, what a scrape reads and what is pushed.</summary>
/// <remarks>
/// Made before the service is opened, because instruments count only from when somebody listens and a recovery is worth measuring. Heard: the meters <c>ClvActors.*</c>, those of ASP.NET Core, the runtime
/// and Orleans. Traces are made only where they are exported: nobody could follow a trace id that leads nowhere. Unless <c>OTEL_TRACES_SAMPLER</c> names a sampler, a <see cref="TraceBudget"/> limits those that
/// begin here; a caller's decision in <c>traceparent</c> is followed. Orleans' own traces are left out, since they name every customer that a batch touches.
/// Safe on any thread.
/// </remarks>
internal sealed class HostTelemetry : IDisposable
{
    // A label must not be able to fill the memory; what is beyond shares one series with otel_metric_overflow="true".
    internal const int MostSeries = 2_000;

    private static readonly string[] Meters = ["ClvActors.*", "Microsoft.AspNetCore.*", "System.Runtime", "Microsoft.Orleans"];
    private static readonly string[] Sources = ["ClvActors.*", "Microsoft.AspNetCore"];

    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;
    private readonly ScrapeExporter _scrape = new();
    private readonly Resource _resource;

    private HostTelemetry(TelemetrySettings settings, HostOptions options)
    {
        Settings = settings;
        ResourceBuilder resource = ResourceOf(options);
        _resource = resource.Build();
        if (settings.IsDisabled)
        {
            return;
        }

        MeterProviderBuilder metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddView(ViewOf)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddReader(new BaseExportingMetricReader(_scrape));
        if (settings.ExportsMetrics)
        {
            metrics.AddOtlpExporter();
        }

        _metrics = metrics.Build();
        if (settings.ExportsTraces)
        {
            TracerProviderBuilder traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter();
            if (!settings.NamesSampler)
            {
                // A sampler that is set here would win over the environment's.
                Budget = new TraceBudget(TimeProvider.System);
                traces.SetSampler(RateLimitingSampler.Within(Budget));
            }

            _traces = traces.Build();
        }
    }

    /// <summary>What the environment asked for.</summary>
    public TelemetrySettings Settings { get; }

    /// <summary>Limits the traces that begin in this process; null when none are made and when the environment names a sampler.</summary>
    public TraceBudget? Budget { get; }

    /// <summary>Starts to listen and, where it is asked for, to export.</summary>
    /// <param name="options">How the server runs.</param>
    public static HostTelemetry Start(HostOptions options) => new(TelemetrySettings.Read(Environment.GetEnvironmentVariable), options);

    /// <summary>Collects everything measured so far.</summary>
    /// <returns>All families by name; empty when telemetry is off.</returns>
    public IReadOnlyList<MetricFamily> Collect()
    {
        if (_metrics is null)
        {
            return [];
        }

        _scrape.Collect!(Timeout.Infinite);
        MetricFamily target = new("target_info", MetricKind.Gauge, "Attributes of the process that is scraped.", "");
        target.Set(1, [.. _resource.Attributes.Select(attribute => new KeyValuePair<string, object?>(attribute.Key, attribute.Value))]);
        return [.. _scrape.Families, target];
    }

    /// <summary>Exports everything that is still waiting to be pushed.</summary>
    public void Flush()
    {
        _traces?.ForceFlush();
        _metrics?.ForceFlush();
    }

    /// <summary>Exports what is left and stops listening.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>Makes a meter that only this telemetry hears: two servers in one process must not tell each other's status as their own.</summary>
    /// <param name="name">Its name, beginning with <c>ClvActors.</c>.</param>
    public Meter CreateMeter(string name) => new(new MeterOptions(name) { Scope = this });

    private MetricStreamConfiguration? ViewOf(Instrument instrument)
    {
        if (instrument.Meter.Scope is HostTelemetry owner && owner != this)
        {
            return MetricStreamConfiguration.Drop;
        }

        return HistogramBounds.Of(instrument) is { } bounds ? new ExplicitBucketHistogramConfiguration { Boundaries = bounds } : null;
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are read last, so they win.
    private static ResourceBuilder ResourceOf(HostOptions options) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(
            TelemetrySettings.DefaultServiceName,
            serviceVersion: typeof(HostTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
            autoGenerateServiceInstanceId: false,
            serviceInstanceId: InstanceOf(options))
        .AddEnvironmentVariableDetector();

    // The same after a restart, unlike a random one: dashboards and alerts follow it.
    private static string InstanceOf(HostOptions options)
    {
        int port = BindingAddress.Parse(options.Urls.Split(';')[0]).Port;
        return $"{Environment.MachineName}:{port}";
    }
}
