using System.Net.Sockets;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Service;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Dashboard;

namespace ClvActors.Orleans.Silos;

/// <summary>One silo in this process, and the service that it offers.</summary>
/// <remarks>Disposal leaves the cluster gracefully: the silo's grains are handed over first.</remarks>
public sealed class ClusterSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SiloStorage _storage;
    private readonly ViewSubscription _subscription;

    private ClusterSilo(IHost host, SiloStorage storage)
    {
        _host = host;
        _storage = storage;
        _subscription = host.Services.GetRequiredService<ViewSubscription>();
        Service = host.Services.GetRequiredService<ClusterService>();
    }

    /// <summary>The service.</summary>
    public ICustomerValueService Service { get; }

    /// <summary>The silo's own services, for what is to be shown of it.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Calls grains of the cluster from this process.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts a silo and waits until it is part of the cluster and has a view of the population.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="model">The bundle that it is to serve; a cluster that serves another goes on with its own.</param>
    /// <param name="models">Where bundles are read from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Where log entries go.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ClusterRefusedException">The silo cannot be part of the cluster; one clear line.</exception>
    public static Task<ClusterSilo> StartAsync(
        ClusterOptions options, IValueModel model, IModelSource models, TimeProvider time, Action<ILoggingBuilder> logging, CancellationToken cancellation = default) =>
        StartAsync(options, model, models, time, logging, new MemoryStores(outlivesSilos: false), cancellation);

    /// <summary>Starts a silo; without a database over contents in memory that outlive it.</summary>
    internal static async Task<ClusterSilo> StartAsync(
        ClusterOptions options,
        IValueModel model,
        IModelSource models,
        TimeProvider time,
        Action<ILoggingBuilder> logging,
        MemoryStores memory,
        CancellationToken cancellation)
    {
        SiloStorage storage = await SiloStorage.OpenAsync(options, memory, time, cancellation);
        IHost? host = null;
        try
        {
            HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
            logging(builder.Logging);
            builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
            builder.UseOrleans(silo =>
            {
                SiloMembership.Configure(silo, options);
                storage.Configure(silo);
                if (options.HasDashboard)
                {
                    silo.AddDashboard();
                }
            });
            AddServices(builder.Services, options, model, models, time);
            host = builder.Build();
            await host.StartAsync(cancellation);
            ClusterSilo started = new(host, storage);
            await started._subscription.StartAsync();
            return started;
        }
        catch (Exception failure)
        {
            await StopAsync(host, storage);
            if (IsAddressInUse(failure))
            {
                throw new ClusterRefusedException($"the silo port {options.SiloPort} at {options.Address} is in use; name another with --silo-port", failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _subscription.LeaveAsync();
        await StopAsync(_host, _storage);
    }

    /// <summary>Adds what the grains of a silo need beside their storage.</summary>
    internal static void AddServices(IServiceCollection services, ClusterOptions options, IValueModel model, IModelSource models, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(new SiloModels(model, models));
        services.AddSingleton<PopulationViews>();
        services.AddSingleton<IPopulationViews>(provider => provider.GetRequiredService<PopulationViews>());
        services.AddSingleton<ViewSubscription>();
        services.AddSingleton<CustomerGrains>();
        services.AddSingleton<PartitionOutbox>();
        services.AddSingleton<IPartitions, GrainPartitions>();
        services.AddSingleton<PopulationQueries>();
        services.AddSingleton<BatchIngestion>();
        services.AddSingleton<ClusterService>();
    }

    private static bool IsAddressInUse(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                return true;
            }
        }

        return false;
    }

    private static async Task StopAsync(IHost? host, SiloStorage storage)
    {
        if (host is not null)
        {
            await host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await storage.DisposeAsync();
    }
}
