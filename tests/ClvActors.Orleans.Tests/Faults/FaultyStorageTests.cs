using ClvActors.Domain.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.Orleans.Tests.Convergence;
using ClvActors.ServiceContract.Shops;
using Orleans.Storage;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>Storage that refuses or forgets its answers, and writers that overtake each other: everything stays exact.</summary>
public sealed class FaultyStorageTests
{
    [Theory]
    [InlineData(31, 0.02, 0)]
    [InlineData(32, 0, 0.05)]
    [InlineData(33, 0.05, 0.05)]
    public async Task Ingest_StorageFailsBeforeAndAfterWrites_StaysExact(int seed, double storeShare, double grainShare)
    {
        ShopStream shop = new(seed, ArrivalOrder.AsSold);
        MemoryStores stores = new();
        SeededFaults store = new(seed, storeShare);
        SeededFaults grains = new(seed + 1, grainShare);
        await using ShakenCluster cluster = await StartAsync(
            shop, stores, new FaultyCustomerStore(stores.Customers, store), inner => new FaultyGrainStorage(inner, grains));
        await using FeedReader feed = new(cluster);
        foreach (TransactionBatch batch in shop.Batches)
        {
            await cluster.UntilServed((service, cancellation) => service.IngestAsync(batch, cancellation), $"{shop}: a batch is taken");
        }

        Assert.True(storeShare == 0 || (store.Refused > 0 && store.Unknown > 0), $"{shop}: no faults of the store");
        Assert.True(grainShare == 0 || (grains.Refused > 0 && grains.Unknown > 0), $"{shop}: no faults of grain storage");
        store.End();
        grains.End();
        shop.AssertCountsOfOnePass(await cluster.Any().Service.StatusAsync(), $"{cluster}");
        shop.AssertHistory(await shop.AssertSettledAsync(cluster, feed), $"{cluster}");
    }

    [Theory]
    [InlineData(41, 2)]
    [InlineData(42, 5)]
    public async Task Ingest_AnotherActivationWritesTheSameRowFirst_TheLoserGivesUpAndNothingIsLostOrDoubled(int seed, int every)
    {
        ShopStream shop = new(seed, ArrivalOrder.AsSold);
        MemoryStores stores = new();
        OvertakenCustomerStore overtaken = new(stores.Customers, every);
        await using ShakenCluster cluster = await StartAsync(shop, stores, overtaken, null);
        await using FeedReader feed = new(cluster);
        foreach (TransactionBatch batch in shop.Batches)
        {
            await cluster.UntilServed((service, cancellation) => service.IngestAsync(batch, cancellation), $"{shop}: a batch is taken");
        }

        Assert.True(overtaken.Overtaken > 10, $"{shop}: only {overtaken.Overtaken} writes were overtaken");
        shop.AssertCountsOfOnePass(await cluster.Any().Service.StatusAsync(), $"{cluster}");
        shop.AssertHistory(await shop.AssertSettledAsync(cluster, feed), $"{cluster}");
    }

    // Two clusters that do not know each other over the same stores: every customer, partition and the aggregator has an activation in each.
    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public async Task Ingest_TwoClustersOverOneStore_EachCustomerTwice_NothingIsLostOrDoubled(int seed)
    {
        ShopStream shop = new(seed, ArrivalOrder.AsSold);
        MemoryStores stores = new();
        await using (ShakenCluster first = await StartAsync(shop, stores, null, null))
        await using (ShakenCluster second = await StartAsync(shop, stores, null, null))
        {
            foreach (TransactionBatch batch in shop.Batches)
            {
                ShakenCluster cluster = shop.Random.Next(2) == 0 ? first : second;
                await cluster.UntilServed((service, cancellation) => service.IngestAsync(batch, cancellation), $"{shop}: a batch is taken");
            }

            shop.AssertCountsOfOnePass(await CountedByAsync(first, second), "two clusters");
        }

        // What counts is what they stored: an activation that was overtaken and has written nothing since does not know it yet.
        await using ShakenCluster third = await StartAsync(shop, stores, null, null);
        await using FeedReader feed = new(third);
        await shop.AssertSettledAsync(third, feed);
    }

    // The aggregator that stored last knows all batches; the other one gives itself up when it is asked to take one.
    private static async Task<ServiceStatus> CountedByAsync(ShakenCluster first, ShakenCluster second)
    {
        ServiceStatus one = await first.Any().Service.StatusAsync();
        ServiceStatus other = await second.Any().Service.StatusAsync();
        return one.Counts.Lines >= other.Counts.Lines ? one : other;
    }

    private static async Task<ShakenCluster> StartAsync(
        ShopStream shop, MemoryStores stores, ICustomerStore? customers, Func<IGrainStorage, IGrainStorage>? grains)
    {
        ClusterOptions options = new() { Partitions = 3, RowsPerCheckpoint = 2, SettleAfterPause = TimeSpan.FromMilliseconds(20) };
        MemoryCluster cluster = await MemoryCluster.StartAsync(2, options, shop.Model, shop.Models, stores, customers, grains);
        return new ShakenCluster(cluster, shop.Random);
    }
}
