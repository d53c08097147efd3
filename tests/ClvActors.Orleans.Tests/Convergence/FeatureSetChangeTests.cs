using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.Orleans.Tests.Faults;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>Entries that an older program stored are scored anew from the journals and states, by nothing but a settling.</summary>
public sealed class FeatureSetChangeTests
{
    [Fact]
    public async Task Settle_OverEntriesOfTheReferenceSet_EqualsOnePassOfTheWholeVector()
    {
        ShopStream shop = new(71, ArrivalOrder.AsSold);
        ClusterOptions options = new() { Partitions = 3, RowsPerCheckpoint = 5 };
        MemoryStores stores = new();
        CustomerId[] customers;
        await using (ShakenCluster older = new(await MemoryCluster.StartAsync(1, options, shop.Model, shop.Models, stores), shop.Random))
        {
            foreach (TransactionBatch batch in shop.Batches)
            {
                await older.Any().Service.IngestAsync(batch);
            }

            ObservedPopulation before = await shop.AssertSettledAsync(older);
            customers = [.. before.Customers.Where(customer => customer.Value is not null).Select(customer => customer.Key)];
        }

        ReferenceSetStore store = new(stores.Customers);
        await using ShakenCluster newer = new(await MemoryCluster.StartAsync(1, options, shop.Model, shop.Models, stores, store), shop.Random);
        ObservedPopulation after = await shop.AssertSettledAsync(newer);
        shop.AssertHistory(after, "over older entries");
        Assert.Equal(customers.Order(), store.Written.Order());
    }
}
