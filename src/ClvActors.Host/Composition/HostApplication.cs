using ClvActors.Domain.Service;
using ClvActors.Host.Api;
using ClvActors.Host.Dashboard.Shell;
using ClvActors.Host.Errors;
using ClvActors.Host.Ingestion;
using ClvActors.Host.Json;
using ClvActors.Host.Models;
using ClvActors.Host.Monitoring;
using ClvActors.Host.OpenApi;
using ClvActors.Host.Replay;
using ClvActors.Host.Telemetry;
using ClvActors.Host.WhatIfs;

namespace ClvActors.Host.Composition;

/// <summary>Puts the web server together around a service.</summary>
public static class HostApplication
{
    /// <summary>How long running requests get when the server stops; the change feed ends at once.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Builds the server; it listens once it is started.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="service">The service, disposed by the caller after the server.</param>
    /// <param name="time">Measures heartbeats and intervals.</param>
    /// <param name="logging">Where log entries go; null for <see cref="ConfigureLogging"/>.</param>
    public static WebApplication Build(
        HostOptions options, ICustomerValueService service, TimeProvider time, Action<ILoggingBuilder>? logging = null) =>
        Build(options, service, time, logging, telemetry: null);

    /// <summary>Builds the server around telemetry that has been measuring before.</summary>
    internal static WebApplication Build(
        HostOptions options, ICustomerValueService service, TimeProvider time, Action<ILoggingBuilder>? logging, HostTelemetry? telemetry)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(DashboardApplication.BuilderOptions());
        (logging ?? (console => ConfigureLogging(console, options)))(builder.Logging);
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Every reader of a body has a limit of its own. Kestrel's would cut the connection before a client that is still sending can see the answer 413.
            kestrel.Limits.MaxRequestBodySize = null;
        });

        IServiceCollection services = builder.Services;
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSingleton(options).AddSingleton(time);
        services.AddTelemetry(service, time, telemetry);
        builder.AddDashboard(options);
        services.AddWhatIfs(options);
        services.AddSingleton(new BodyParser(options.TimeZone));
        services.AddSingleton<FaultWatch>().AddHostedService(provider => provider.GetRequiredService<FaultWatch>());
        services.AddSingleton<ModelShelf>();
        services.AddSingleton<ModelWatch>().AddHostedService(provider => provider.GetRequiredService<ModelWatch>());
        services.AddReplayAndUploads();
        services.AddMonitoring();

        WebApplication application = builder.Build();

        application.UseTelemetry();
        application.UseMiddleware<ErrorAnswers>();
        application.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "ClvActors";
            ui.SwaggerEndpoint("/openapi/v1.json", "ClvActors");
        });
        application.UseDashboard();
        application.UseRouting();
        application.UseTraceSampling();
        application.UseAntiforgery();
        application.MapOpenApi();
        application.MapHealth();
        application.MapProbes();
        application.MapCustomers();
        application.MapPredict();
        application.MapPortfolio();
        application.MapTransactions();
        application.MapOperations();
        application.MapChanges();
        application.MapMonitoring();
        application.MapReplay();
        application.MapRejects();
        application.MapMetrics();
        application.MapWhatIfs();
        application.MapDashboard();
        return application;
    }

    /// <summary>Writes log entries to the console as the options say.</summary>
    public static void ConfigureLogging(ILoggingBuilder logging, HostOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // It warns that keys are stored unencrypted; they are not stored at all (KeysInMemory).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // It logs a failed start with its whole stack; Program says the same in one line. Our background services log their own failures.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        }
    }
}
