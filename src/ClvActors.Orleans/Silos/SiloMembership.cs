using System.Net;
using System.Net.Sockets;
using ClvActors.Orleans.Storage.Postgres;
using Orleans.Configuration;

namespace ClvActors.Orleans.Silos;

/// <summary>How silos find and watch each other.</summary>
internal static class SiloMembership
{
    /// <summary>Name of the service, under which Orleans keeps grain state.</summary>
    public const string ServiceId = "clv-actors";

    /// <summary>Name by which Orleans loads the database's driver.</summary>
    public const string Invariant = "Npgsql";

    // A silo that was killed is found out in about five seconds: lookups of its customers fail or move by then.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private const int MissedProbes = 2;
    private static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Sets up membership: in the database, or of this silo alone.</summary>
    public static void Configure(ISiloBuilder silo, ClusterOptions options)
    {
        silo.Configure<global::Orleans.Configuration.ClusterOptions>(cluster =>
        {
            cluster.ClusterId = options.ClusterId;
            cluster.ServiceId = ServiceId;
        });
        silo.AddActivityPropagation();
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
        if (options.Postgres is not { } connection)
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: ServiceId, clusterId: options.ClusterId);
            return;
        }

        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = PostgresDatabase.ForProviders(connection);
        });
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = options.Address;
            endpoints.SiloPort = options.SiloPort;
            endpoints.GatewayPort = options.GatewayPort;
            endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.IsLoopback(options.Address) ? options.Address : AnyOf(options.Address), options.SiloPort);
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = ProbeTimeout;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.TableRefreshTimeout = TableRefresh;
            membership.IAmAliveTablePublishTimeout = AliveInterval;
            membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
            membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
    }

    private static IPAddress AnyOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
}
