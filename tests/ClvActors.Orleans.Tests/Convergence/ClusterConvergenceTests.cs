using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>Whatever the order, the batches, the silos, the moves and the retries: once settled, everything equals one batch pass.</summary>
public sealed class ClusterConvergenceTests
{
    private const int FewestShakes = 5;

    [Theory]
    [InlineData(1, ArrivalOrder.AsSold)]
    [InlineData(2, ArrivalOrder.ShuffledWithinDays)]
    [InlineData(3, ArrivalOrder.AsSold)]
    [InlineData(4, ArrivalOrder.ShuffledWithinDays)]
    public async Task Stream_OneClientAnySilosAndRetries_EqualsOnePassWithHistoryAndFeed(int seed, ArrivalOrder order)
    {
        ShopStream shop = new(seed, order);
        await using ShakenCluster cluster = await StartAsync(shop);
        await using FeedReader feed = new(cluster);
        int between = Math.Max(1, shop.Batches.Count / FewestShakes);
        for (int index = 0; index < shop.Batches.Count; index++)
        {
            Task<IngestResult> ingest = SendAsync(cluster, shop.Batches[index]);
            if (index % between == between - 1)
            {
                await cluster.ShakeAsync(spared: null);
            }

            await ingest;
            if (shop.Random.Next(6) == 0)
            {
                await SendAsync(cluster, shop.Batches[shop.Random.Next(index + 1)]);
            }
        }

        shop.AssertHistory(await shop.AssertSettledAsync(cluster, feed), $"{cluster}");
    }

    [Theory]
    [InlineData(11, ArrivalOrder.Shuffled)]
    [InlineData(12, ArrivalOrder.ShuffledWithinDays)]
    [InlineData(13, ArrivalOrder.Shuffled)]
    [InlineData(14, ArrivalOrder.AsSold)]
    public async Task Stream_ManyClientsAnySilosMovesAndRetries_EqualsOnePassWithFeed(int seed, ArrivalOrder order)
    {
        const int Clients = 4;
        ShopStream shop = new(seed, order);
        await using ShakenCluster cluster = await StartAsync(shop);
        await using FeedReader feed = new(cluster);
        Task[] clients = [.. shop.ForClients(Clients).Select((batches, client) => Task.Run(() => RunClientAsync(batches, new Random((seed * 100) + client))))];
        Task all = Task.WhenAll(clients);
        for (int shakes = 0; shakes < FewestShakes || (!all.IsCompleted && shakes < 4 * FewestShakes); shakes++)
        {
            await cluster.ShakeAsync(spared: null);
        }

        await all;
        await shop.AssertSettledAsync(cluster, feed);

        async Task RunClientAsync(IReadOnlyList<TransactionBatch> batches, Random random)
        {
            for (int index = 0; index < batches.Count; index++)
            {
                await SendAsync(cluster, batches[index]);
                switch (random.Next(12))
                {
                    case 0 or 1:
                        await SendAsync(cluster, batches[random.Next(index + 1)]);
                        break;
                    case 2:
                        DateOnly to = DateOnly.FromDayNumber(random.Next(shop.FirstDay, shop.LastDay));
                        await cluster.UntilServed((service, cancellation) => service.AdvanceAsOfAsync(to, cancellation), $"{shop}: the date moves to {to}");
                        break;
                    case 3:
                        await cluster.UntilServed(SettleOnceAsync, $"{shop}: the cluster settles");
                        break;
                    default:
                        break;
                }
            }
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Stream_AggregatorKilledAndSentAwayInTheMiddleOfBatches_NumbersAscendAndCountsAreOnce(int seed)
    {
        ShopStream shop = new(seed, ArrivalOrder.AsSold);
        await using ShakenCluster cluster = await StartAsync(shop);
        await using FeedReader feed = new(cluster);
        LiveSilo front = cluster.Any();
        IngestCounts acknowledged = new();
        long newest = 0;
        int between = Math.Max(1, shop.Batches.Count / 8);
        for (int index = 0; index < shop.Batches.Count; index++)
        {
            Task<IngestResult> ingest = front.Service.IngestAsync(shop.Batches[index]).AsTask();
            if (index % between == between - 1)
            {
                await (index / between % 3 == 0 ? KillAggregatorAsync() : cluster.SendAggregatorAwayAsync());
            }

            IngestResult result = await ingest;
            Assert.True(result.Sequence > newest, $"{shop}: batch {index} has the number {result.Sequence} after {newest}");
            newest = result.Sequence;
            acknowledged.Add(result.Counts);
        }

        ServiceStatus status = await front.Service.StatusAsync();
        shop.AssertCountsOfOnePass(status, $"{cluster}");
        Assert.Equal(status.Counts.ToArray(), acknowledged.ToArray());
        shop.AssertHistory(await shop.AssertSettledAsync(cluster, feed), $"{cluster}");

        async Task KillAggregatorAsync()
        {
            await cluster.AddAsync();
            await cluster.KillAggregatorAsync(front);
        }
    }

    private static async Task<ShakenCluster> StartAsync(ShopStream shop)
    {
        ClusterOptions options = new()
        {
            Partitions = 1 + shop.Random.Next(6),
            LadderRungs = shop.Random.Next(2) == 0 ? 4 : 16_384,
            RowsPerCheckpoint = 1 + shop.Random.Next(5),
            SettleAfterPause = TimeSpan.FromMilliseconds(shop.Random.Next(1, 60)),
            LongestUnsettled = TimeSpan.FromMilliseconds(shop.Random.Next(20, 500)),
            SweepConcurrency = shop.Random.Next(1, 20),
            SweepSlice = TimeSpan.FromMilliseconds(shop.Random.Next(1, 20)),
        };
        MemoryCluster cluster = await MemoryCluster.StartAsync(3, options, shop.Model, shop.Models, new MemoryStores());
        return new ShakenCluster(cluster, shop.Random);
    }

    // While others stream it is not settled for long.
    private static async ValueTask<bool> SettleOnceAsync(ICustomerValueService service, CancellationToken cancellation)
    {
        await service.SettleAsync(cancellation);
        return true;
    }

    private static Task<IngestResult> SendAsync(ShakenCluster cluster, TransactionBatch batch) =>
        cluster.UntilServed((service, cancellation) => service.IngestAsync(batch, cancellation), "a batch is taken");
}
