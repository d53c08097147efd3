using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using ClusterOptions = ClvActors.Orleans.Silos.ClusterOptions;
using MemoryGrainStorage = ClvActors.Orleans.Storage.Memory.MemoryGrainStorage;

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>Several silos in this process over contents in memory that outlive each of them, as a database would.</summary>
internal sealed class MemoryCluster : IAsyncDisposable
{
    // As the server sets it: a call that was lost with its silo is tried again after that.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(15);

    private readonly InProcessTestCluster _cluster;

    private MemoryCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>The silos that are alive.</summary>
    public IReadOnlyList<InProcessSiloHandle> Silos => [.. _cluster.GetActiveSilos()];

    /// <summary>Starts the silos.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="options">How they run.</param>
    /// <param name="model">The bundle that they serve.</param>
    /// <param name="models">Where bundles are read from.</param>
    /// <param name="stores">What is kept.</param>
    /// <param name="customers">Stands before the customers' store; null for the store itself.</param>
    /// <param name="grains">Stands before grain storage; null for the storage itself.</param>
    /// <param name="directory">Says where grains are; null for one that always knows.</param>
    public static async Task<MemoryCluster> StartAsync(
        int silos,
        ClusterOptions options,
        IValueModel model,
        IModelSource models,
        MemoryStores stores,
        ICustomerStore? customers = null,
        Func<IGrainStorage, IGrainStorage>? grains = null,
        IGrainDirectoryResolver? directory = null)
    {
        InProcessTestClusterBuilder builder = new((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) =>
        {
            SiloStorage.UseMemory(silo, stores);
            silo.Services.PostConfigure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
            if (customers is not null)
            {
                silo.Services.AddSingleton(customers);
            }

            if (grains is not null)
            {
                silo.Services.AddKeyedSingleton(
                    CustomerGrain.StorageName, (provider, _) => grains(new MemoryGrainStorage(stores.Grains, provider.GetRequiredService<Serializer>())));
            }

            if (directory is not null)
            {
                silo.Services.AddSingleton(directory);
            }

            ClusterSilo.AddServices(silo.Services, options, model, models, TimeProvider.System);
        });
        MemoryCluster cluster = new(builder.Build());
        try
        {
            await cluster._cluster.DeployAsync();
            foreach (InProcessSiloHandle silo in cluster.Silos)
            {
                await SubscribeAsync(silo);
            }
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>The service that a silo offers.</summary>
    public static ICustomerValueService ServiceOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ClusterService>();

    /// <summary>Adds a silo.</summary>
    public async Task<InProcessSiloHandle> AddSiloAsync()
    {
        InProcessSiloHandle silo = await _cluster.StartAdditionalSiloAsync();
        await SubscribeAsync(silo);
        return silo;
    }

    /// <summary>Kills a silo without letting it leave.</summary>
    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>Lets a silo leave.</summary>
    public Task StopAsync(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private static Task SubscribeAsync(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ViewSubscription>().StartAsync();
}
