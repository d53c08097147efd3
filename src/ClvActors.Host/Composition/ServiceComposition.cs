using ClvActors.Domain.Service;

namespace ClvActors.Host.Composition;

/// <summary>Chooses between the embedded engine and the cluster.</summary>
internal static class ServiceComposition
{
#if ORLEANS
    /// <summary>Whether this build can be a silo of a cluster.</summary>
    public static bool HasClusterHost => true;
#else
    /// <summary>Whether this build can be a silo of a cluster.</summary>
    public static bool HasClusterHost => false;
#endif

    /// <summary>What is said to who asks for a cluster in a build without one.</summary>
    public const string NoClusterHost =
        "this build has no cluster host; build one with: dotnet build src/ClvActors.Host -c Release -p:UseOrleans=true (docs/cluster.md).";

    /// <summary>Opens the service that the options ask for, ready to serve.</summary>
    /// <param name="options">How the server runs.</param>
    /// <param name="time">Wall clock and intervals.</param>
    /// <param name="logs">Where the start is reported.</param>
    /// <exception cref="StartRefusedException">The data directory, the model, the database or the cluster cannot be used.</exception>
    public static Task<OpenedService> OpenAsync(HostOptions options, TimeProvider time, ILoggerFactory logs)
    {
        if (options.Cluster is not null)
        {
#if ORLEANS
            return ClusterComposition.OpenAsync(options, time, logs);
#else
            throw new StartRefusedException(NoClusterHost);
#endif
        }

        ICustomerValueService engine = EngineComposition.Open(options, time, logs);
        return Task.FromResult(new OpenedService(engine, engine));
    }
}
