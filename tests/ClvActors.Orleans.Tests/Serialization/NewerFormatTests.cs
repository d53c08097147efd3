using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract.Models;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>A state that a newer program wrote in another layout is refused, not guessed at.</summary>
public sealed class NewerFormatTests
{
    private static readonly IValueModel Model = new ExponentialModel("first", 1);

    [Fact]
    public async Task Get_CustomerStateOfANewerFormat_IsRefusedInOneSentence()
    {
        MemoryStores stores = new();
        await using MemoryCluster cluster = await MemoryCluster.StartAsync(1, new ClusterOptions(), Model, new OfferedModels(), stores);
        IServiceProvider silo = cluster.Silos[0].ServiceProvider;
        ICustomerGrain grain = silo.GetRequiredService<IGrainFactory>().GetGrain<ICustomerGrain>("13085");
        await StoreAsync(silo, stores, CustomerGrain.StateName, grain.GetGrainId(), new CustomerCheckpoint { Format = CustomerCheckpoint.NewestFormat + 1 });

        string message = await RefusalAsync(grain.Get);

        Assert.Equal("The state of customer 13085 has format 3, this program reads up to 2: it was written by a newer program.", message);
    }

    [Fact]
    public async Task View_AggregatorStateOfANewerFormat_IsRefusedInOneSentence()
    {
        MemoryStores stores = new();
        await using (MemoryCluster first = await MemoryCluster.StartAsync(1, new ClusterOptions(), Model, new OfferedModels(), stores))
        {
            // Its state is there now.
        }

        ((string Name, GrainId Grain) key, (byte[] Bytes, long Version) kept) = Assert.Single(stores.Grains.States);
        AggregatorState newer = new() { Format = AggregatorState.NewestFormat + 1 };
        stores.Grains.States[key] = (OrleansSerializer.Of<AggregatorState>().SerializeToArray(newer), kept.Version);

        string message = await RefusalAsync(async () =>
        {
            await using MemoryCluster second = await MemoryCluster.StartAsync(1, new ClusterOptions(), Model, new OfferedModels(), stores);
        });

        Assert.Equal("The aggregator's state has format 2, this program reads up to 1: it was written by a newer program.", message);
    }

    private static Task StoreAsync<T>(IServiceProvider silo, MemoryStores stores, string name, GrainId grain, T state) =>
        new MemoryGrainStorage(stores.Grains, silo.GetRequiredService<Serializer>()).WriteStateAsync(name, grain, new GrainState<T>(state));

    private static async Task<string> RefusalAsync(Func<Task> call)
    {
        Exception? failure = await Record.ExceptionAsync(call);
        while (failure?.InnerException is { } inner)
        {
            failure = inner;
        }

        return Assert.IsType<InvalidDataException>(failure).Message;
    }
}
