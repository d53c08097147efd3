#if ORLEANS
using System.Net;
using System.Net.Sockets;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Orleans.Silos;
using Microsoft.AspNetCore.Connections;

namespace ClvActors.Host.Composition;

/// <summary>The one place that names the cluster behind the service interface.</summary>
internal static partial class ClusterComposition
{
    /// <summary>Joins the cluster.</summary>
    /// <param name="options">How the server runs, with <see cref="HostOptions.Cluster"/>.</param>
    /// <param name="time">Wall clock and intervals.</param>
    /// <param name="logs">Where this class reports.</param>
    /// <exception cref="StartRefusedException">The model, the database or the cluster cannot be used.</exception>
    /// <exception cref="IOException">The silo's port is in use; the inner exception is an <see cref="AddressInUseException"/>.</exception>
    public static async Task<OpenedService> OpenAsync(HostOptions options, TimeProvider time, ILoggerFactory logs)
    {
        ILogger log = logs.CreateLogger(typeof(ClusterComposition));
        try
        {
            BundleSource models = new();
            IValueModel model = StartingModel.Choose(options).Open(models);
            ClusterOptions cluster = await OptionsOfAsync(options);
            RefuseTakenPort(cluster);
            ClusterSilo silo = await ClusterSilo.StartAsync(cluster, model, models, time, logging => ConfigureLogging(logging, options));
            if (options.Cluster!.Postgres is { } postgres)
            {
                LogJoined(log, cluster.ClusterId, cluster.Address, cluster.SiloPort, postgres);
            }
            else
            {
                LogInMemory(log, cluster.ClusterId);
            }

            LogServing(log, model.Id, model.HorizonDays);
            return new OpenedService(silo.Service, silo, options.Cluster.HasDashboard ? routes => OrleansDashboard.Map(routes, silo.Services) : null);
        }
        catch (Exception refused) when (refused is ClusterRefusedException or InvalidDataException or UnauthorizedAccessException
            || (refused is IOException && refused.InnerException is not AddressInUseException))
        {
            throw new StartRefusedException(refused.Message, refused);
        }
    }

    /// <summary>What the command line says, in the cluster's own terms.</summary>
    /// <exception cref="StartRefusedException">The name to advertise has no address.</exception>
    public static async Task<ClusterOptions> OptionsOfAsync(HostOptions options)
    {
        ClusterSettings settings = options.Cluster!;
        return new ClusterOptions
        {
            ClusterId = settings.ClusterId,
            Postgres = settings.Postgres?.Text,
            Address = await AddressOfAsync(settings.Advertise),
            SiloPort = settings.SiloPort,
            Clock = options.Clock == ClockKind.Wall ? AsOfClock.Wall : AsOfClock.Event,
            TimeZone = options.TimeZone,
            Currency = options.Currency,
            Partitions = settings.Partitions,
            HasDashboard = settings.HasDashboard,
        };
    }

    // A silo joins before it listens, and a silo that joins at the address of a running one has that one declared dead: a mistyped port must not stop a neighbour.
    private static void RefuseTakenPort(ClusterOptions cluster)
    {
        using TcpListener listener = new(IPAddress.IsLoopback(cluster.Address) ? cluster.Address : IPAddress.Any, cluster.SiloPort);
        try
        {
            listener.Start();
        }
        catch (SocketException taken)
        {
            string message = $"the silo port {cluster.SiloPort} cannot be listened on, name another with --silo-port: {taken.Message}";
            throw new IOException(message, new AddressInUseException(message, taken));
        }
    }

    private static async Task<IPAddress> AddressOfAsync(string name)
    {
        if (IPAddress.TryParse(name, out IPAddress? literal))
        {
            return literal;
        }

        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(name, AddressFamily.InterNetwork);
            return found.Length > 0 ? found[0] : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException unknown)
        {
            throw new StartRefusedException($"--advertise: {name} has no address here: {unknown.Message}", unknown);
        }
    }

    private static void ConfigureLogging(ILoggingBuilder logging, HostOptions options)
    {
        HostApplication.ConfigureLogging(logging, options);

        // At the level of information Orleans tells dozens of steps of its own start.
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("Microsoft.Orleans", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Silo of cluster {ClusterId} at {Address}:{Port}, database {Database}")]
    private static partial void LogJoined(ILogger log, string clusterId, IPAddress address, int port, PostgresConnection database);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Cluster {ClusterId} is this one silo and in memory: nothing is kept when it stops (--postgres keeps it)")]
    private static partial void LogInMemory(ILogger log, string clusterId);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Started with {Bundle}, value over {HorizonDays} days")]
    private static partial void LogServing(ILogger log, string bundle, int horizonDays);
}
#endif
