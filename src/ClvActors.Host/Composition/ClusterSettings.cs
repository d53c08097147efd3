namespace ClvActors.Host.Composition;

/// <summary>How this process takes part in a cluster, as the command line says it.</summary>
/// <remarks>Immutable; values are checked by <see cref="ClusterArguments"/>. Printing it never shows a password.</remarks>
public sealed record ClusterSettings
{
    /// <summary>Default of <see cref="ClusterId"/>.</summary>
    public const string DefaultClusterId = "clv";

    /// <summary>Default of <see cref="SiloPort"/>.</summary>
    public const int DefaultSiloPort = 11_111;

    /// <summary>Default of <see cref="Advertise"/>.</summary>
    public const string DefaultAdvertise = "127.0.0.1";

    /// <summary>Default of <see cref="Partitions"/>.</summary>
    public const int DefaultPartitions = 16;

    /// <summary>The database of membership and customers; null keeps everything in this one process's memory.</summary>
    public PostgresConnection? Postgres { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string ClusterId { get; init; } = DefaultClusterId;

    /// <summary>Port that other silos reach this one at, 1 to 65535.</summary>
    public int SiloPort { get; init; } = DefaultSiloPort;

    /// <summary>Address or name of this machine that other silos reach it at.</summary>
    public string Advertise { get; init; } = DefaultAdvertise;

    /// <summary>Parts into which the population is indexed, 1 to 4096; fixed once the database has customers.</summary>
    public int Partitions { get; init; } = DefaultPartitions;

    /// <summary>Whether Orleans' own dashboard is served.</summary>
    public bool HasDashboard { get; init; }
}
