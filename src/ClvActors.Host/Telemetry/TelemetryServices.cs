using ClvActors.Domain.Service;
using ClvActors.Host.Live;

namespace ClvActors.Host.Telemetry;

/// <summary>Puts telemetry into the web server.</summary>
internal static class TelemetryServices
{
    /// <summary>Registers the measured service, the instruments and the SDK.</summary>
    /// <param name="services">Where.</param>
    /// <param name="service">The service that is measured; whoever opened it disposes it.</param>
    /// <param name="time">Measures durations.</param>
    /// <param name="telemetry">The process's telemetry, whose owner disposes it; null for one of the server's own.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, ICustomerValueService service, TimeProvider time, HostTelemetry? telemetry)
    {
        AcknowledgementTimes acknowledgements = new(time);
        services.AddSingleton(acknowledgements);

        // An instance, not a factory: the container must not dispose it.
        services.AddSingleton<ICustomerValueService>(new MeasuredService(service, acknowledgements, time));
        services.AddSingleton<IngestInstruments>().AddSingleton<ServiceInstruments>().AddSingleton<StorageInstruments>();
        return telemetry is null
            ? services.AddSingleton(provider => HostTelemetry.Start(provider.GetRequiredService<HostOptions>()))
            : services.AddSingleton(telemetry);
    }

    /// <summary>Starts to listen and names requests' spans; first in the pipeline.</summary>
    public static void UseTelemetry(this WebApplication application)
    {
        HostTelemetry telemetry = application.Services.GetRequiredService<HostTelemetry>();
        application.Services.GetRequiredService<StorageInstruments>();
        foreach (string exporter in telemetry.Settings.UnknownExporters)
        {
            TelemetryLog.UnknownExporter(application.Services.GetRequiredService<ILogger<HostTelemetry>>(), exporter);
        }

        if (telemetry.Settings.ExportsTraces)
        {
            application.Use(next => new RequestSpans(next, telemetry.Budget).InvokeAsync);
        }
    }

    /// <summary>Decides which requests are traced; after routing, and before anything that makes spans of its own.</summary>
    public static void UseTraceSampling(this WebApplication application)
    {
        if (application.Services.GetRequiredService<HostTelemetry>().Budget is { } budget)
        {
            application.Use(next => new RequestSampling(next, budget).InvokeAsync);
        }
    }
}
