using System.Collections.Immutable;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.ServiceContract.Oracle;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>A cluster whose silos come and go as a seed says; it never has fewer than two.</summary>
/// <remarks>One caller shakes; others may call the services meanwhile.</remarks>
internal sealed class ShakenCluster : IAsyncDisposable
{
    private const int FewestSilos = 2;
    private const int MostSilos = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly MemoryCluster _cluster;
    private readonly Random _random;
    private readonly List<LiveSilo> _all;
    private ImmutableArray<LiveSilo> _silos;

    /// <summary>Takes a cluster over.</summary>
    public ShakenCluster(MemoryCluster cluster, Random random)
    {
        _cluster = cluster;
        _random = random;
        _silos = [.. cluster.Silos.Select(silo => new LiveSilo(silo))];
        _all = [.. _silos];
    }

    /// <summary>Silos killed so far.</summary>
    public int Kills { get; private set; }

    /// <summary>Silos added so far.</summary>
    public int Additions { get; private set; }

    /// <summary>Silos that left by themselves so far.</summary>
    public int Stops { get; private set; }

    /// <summary>Times that the aggregator was sent away so far.</summary>
    public int Moves { get; private set; }

    private bool CanLose => _silos.Length > FewestSilos;

    /// <summary>What happened, for messages.</summary>
    public override string ToString() => $"{Kills} killed, {Additions} added, {Stops} stopped, aggregator sent away {Moves} times";

    /// <summary>Some silo that is alive.</summary>
    public LiveSilo Any()
    {
        lock (_random)
        {
            return _silos[_random.Next(_silos.Length)];
        }
    }

    /// <summary>Every silo that is alive.</summary>
    public IReadOnlyList<LiveSilo> All() => _silos;

    /// <summary>The silo that was added last.</summary>
    public LiveSilo Newest() => _silos[^1];

    /// <summary>Some silo but one.</summary>
    public LiveSilo Victim(LiveSilo? spared)
    {
        LiveSilo silo;
        do
        {
            silo = Any();
        }
        while (silo == spared);
        return silo;
    }

    /// <summary>Does what a careful client does: it repeats, at another silo, what a silo says it could not do or did not answer before it was gone.</summary>
    /// <param name="call">The call.</param>
    /// <param name="what">Named when it does not end.</param>
    public async Task<T> UntilServed<T>(Func<ICustomerValueService, CancellationToken, ValueTask<T>> call, string what)
    {
        Exception? last = null;
        using CancellationTokenSource over = new(Longest);
        while (!over.IsCancellationRequested)
        {
            LiveSilo silo = Any();
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, silo.Gone);
            try
            {
                return await call(silo.Service, either.Token);
            }
            catch (Exception unavailable) when (unavailable is ServiceUnavailableException or ObjectDisposedException || (unavailable is OperationCanceledException && either.IsCancellationRequested))
            {
                last = unavailable;
            }
        }

        Assert.Fail($"After {Longest.TotalSeconds} s still not: {what} ({this}; {last}).");
        throw last!;
    }

    /// <summary>How the aggregator stands, and what a customer has told, for messages.</summary>
    public async Task<string> DescribeAsync(CustomerId customer)
    {
        IGrainFactory grains = Any().Handle.ServiceProvider.GetRequiredService<IGrainFactory>();
        ClusterStatus status = await grains.GetGrain<ISegmentAggregatorGrain>(0).Status();
        CustomerEntry? entry = await grains.GetGrain<ICustomerGrain>(customer.ToString()).Get();
        return $"{status}, {customer} told {entry?.ToldValue:R} under {entry?.ChangeSequence}, version {entry?.Version}, stands at {entry?.Record.Window}, due {entry?.NextDueDay}";
    }

    /// <summary>Settles, at whichever silo it takes, and again if the news of a silo that has gone unsettles the cluster meanwhile.</summary>
    public async Task SettleAsync()
    {
        const int News = 20;
        bool isSettled = false;
        for (int settlings = 0; settlings < News && !isSettled; settlings++)
        {
            isSettled = await UntilServed(
                async (service, cancellation) =>
                {
                    await service.SettleAsync(cancellation);
                    return (await service.StatusAsync(cancellation)).IsSettled;
                },
                "the cluster settles");
        }

        Assert.True(isSettled, $"settled {News} times and still not settled ({this})");
    }

    /// <summary>Settles, and looks from a silo at everything; again where looking has brought an activation that unsettles it.</summary>
    /// <param name="silo">Whom to ask.</param>
    /// <param name="customers">Whom to look up.</param>
    public async Task<ObservedPopulation> ObserveAsync(LiveSilo silo, IReadOnlyCollection<CustomerId> customers)
    {
        const int Looks = 20;
        for (int looks = 0; looks < Looks; looks++)
        {
            await SettleAsync();
            ObservedPopulation observed = await ObservedPopulation.OfAsync(silo.Service, customers);
            if (observed.IsSettled)
            {
                return observed;
            }
        }

        Assert.Fail($"settled and looked {Looks} times from {silo.Handle.SiloAddress} and still not settled ({this})");
        return null!;
    }

    /// <summary>Kills, adds or stops a silo, or sends the aggregator away.</summary>
    /// <param name="spared">The silo that must not go; null for none.</param>
    public Task ShakeAsync(LiveSilo? spared)
    {
        int drawn;
        lock (_random)
        {
            drawn = _random.Next(8);
        }

        return drawn switch
        {
            0 or 1 or 2 when CanLose => KillAsync(Victim(spared)),
            3 when CanLose => StopAsync(Victim(spared)),
            4 => SendAggregatorAwayAsync(),
            5 when CanLose => KillAggregatorAsync(spared),
            _ when _silos.Length < MostSilos => AddAsync(),
            _ => KillAsync(Victim(spared)),
        };
    }

    /// <summary>Kills a silo.</summary>
    public async Task KillAsync(LiveSilo silo)
    {
        Kills++;
        _silos = _silos.Remove(silo);
        await _cluster.KillAsync(silo.Handle);
        await silo.EndAsync();
    }

    /// <summary>Kills the silo that hosts the aggregator, or another one if that is to be spared.</summary>
    public async Task KillAggregatorAsync(LiveSilo? spared)
    {
        IGrainFactory grains = (spared ?? Any()).Handle.ServiceProvider.GetRequiredService<IGrainFactory>();
        SiloAddress? address = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISegmentAggregatorGrain>(0));
        LiveSilo? host = _silos.FirstOrDefault(silo => silo.Handle.SiloAddress.Equals(address) && silo != spared);
        await KillAsync(host ?? Victim(spared));
    }

    /// <summary>Lets a silo leave.</summary>
    public async Task StopAsync(LiveSilo silo)
    {
        Stops++;
        _silos = _silos.Remove(silo);
        await silo.EndAsync();
        await _cluster.StopAsync(silo.Handle);
    }

    /// <summary>Adds a silo.</summary>
    public async Task AddAsync()
    {
        Additions++;
        LiveSilo silo = new(await _cluster.AddSiloAsync());
        _all.Add(silo);
        _silos = _silos.Add(silo);
    }

    /// <summary>Ends the aggregator's activation; the next call makes another.</summary>
    public async Task SendAggregatorAwayAsync()
    {
        Moves++;
        IGrainFactory grains = Any().Handle.ServiceProvider.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<ISegmentAggregatorGrain>(0).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (LiveSilo silo in _all)
        {
            silo.Dispose();
        }
    }
}
