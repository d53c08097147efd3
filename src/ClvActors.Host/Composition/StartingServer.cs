using System.Diagnostics.Metrics;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Errors;
using ClvActors.Host.Json;
using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Composition;

/// <summary>Listens while the service is opened: probes and measurements answer, everything else is asked to come again.</summary>
/// <remarks>
/// Recovering a long log or joining a cluster takes seconds to minutes, and a process that refuses connections all that time looks dead. The real server takes the addresses over; in between they refuse
/// connections for some milliseconds, as they did for the whole start before.
/// </remarks>
internal sealed class StartingServer : IAsyncDisposable
{
    private const string Reason = "The server is starting: it recovers its log or joins its cluster.";

    private readonly WebApplication _application;

    private StartingServer(WebApplication application) => _application = application;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Names the addresses.</param>
    /// <param name="telemetry">What <c>/metrics</c> shows: the recovery's progress among it.</param>
    /// <returns>Null when an address leaves the port to the system: nobody could know it, and the real server would get another.</returns>
    /// <exception cref="IOException">An address cannot be listened on.</exception>
    public static async Task<StartingServer?> StartAsync(HostOptions options, HostTelemetry telemetry)
    {
        string[] urls = options.Urls.Split(';');
        if (urls.Any(url => BindingAddress.Parse(url).Port == 0))
        {
            return null;
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));

        // Otherwise a signal to stop would wait for the end of the recovery.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton<IMeterFactory, UnheardMeters>();
        WebApplication application = builder.Build();
        application.MapGet("/health/live", () => TypedResults.Json(ReadinessAnswer.Live));
        application.MapGet("/health/ready", () => TypedResults.Json(ReadinessAnswer.NotReady(Reason), statusCode: StatusCodes.Status503ServiceUnavailable));
        application.MapGet("/metrics", (HttpRequest request) =>
        {
            (string text, string contentType) = ExpositionFormat.Write(telemetry.Collect(), request.Headers.Accept);
            return TypedResults.Text(text, contentType);
        });
        application.MapFallback((HttpContext context) =>
        {
            context.Response.Headers.RetryAfter = "1";
            return TypedResults.Json(new ApiError(ErrorCodes.Starting, Reason), statusCode: StatusCodes.Status503ServiceUnavailable);
        });
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new StartingServer(application);
    }

    /// <summary>Gives the addresses free.</summary>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    // The web server's meters of the same names as the real one's: their end would end the real one's metrics too, because the SDK takes them for one.
    private sealed class UnheardMeters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            Meter meter = new("Starting." + options.Name);
            lock (_made)
            {
                _made.Add(meter);
            }

            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
