using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.Orleans.Tests.Faults;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>What a month end's values are taken from: all lines of the batches up to the one that goes beyond it, and no others.</summary>
public sealed class MonthEndTests
{
    private const int Customers = 40;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Never = TimeSpan.FromDays(10_000);
    private static readonly ExponentialModel Model = new("first", 3);

    // Half of the next batch: who is beyond the month end has its lines, the others have not.
    private static readonly CustomerId[] Here = [Id(Customers - 1), Id(Customers - 2)];
    private static readonly CustomerId[] Missing = [.. Enumerable.Range(0, 15).Select(Id)];

    private static readonly TransactionLine[] November = [.. Enumerable.Range(0, Customers).SelectMany(NovemberOf)];

    private static readonly TransactionLine[] OverTheMonthEnd =
    [
        .. Missing.Select((customer, index) => Line(customer, $"late {index}", new DateTime(2010, 11, 30, 9, 0, 0), 100 + index)),
        .. Here.Select(customer => Line(customer, $"beyond {customer}", new DateTime(2010, 12, 1, 9, 0, 0), 5)),
    ];

    [Fact]
    public async Task Settle_HalfOfABatchBeyondTheMonthEndIsThereAndItsSiloIsKilled_TheMonthIsClosedWithTheWholeBatch()
    {
        await using ShakenCluster cluster = await StartAsync(3, out RefusingCustomerStore store);
        LiveSilo front = cluster.Any();
        Task<IngestResult> lost = await SendHalfAsync(front, store);
        await cluster.KillAsync(front);
        await lost.ContinueWith(_ => { }, TaskScheduler.Default);
        await SettleUntilNothingIsOpenAsync(cluster);
        store.Refuse([]);
        await cluster.UntilServed((service, cancellation) => service.IngestAsync(new TransactionBatch(OverTheMonthEnd), cancellation), "the batch is taken");
        await AssertHistoryAsync(cluster, [.. November, .. OverTheMonthEnd]);
    }

    [Fact]
    public async Task Settle_HalfOfABatchBeyondTheMonthEndIsThereAndTheAggregatorForgotIt_TheMonthIsClosedWithTheWholeBatch()
    {
        await using ShakenCluster cluster = await StartAsync(3, out RefusingCustomerStore store);
        Task<IngestResult> ingest = await SendHalfAsync(cluster.Any(), store);
        await cluster.SendAggregatorAwayAsync();
        await SettleUntilNothingIsOpenAsync(cluster);
        store.Refuse([]);
        await ingest;
        await AssertHistoryAsync(cluster, [.. November, .. OverTheMonthEnd]);
    }

    [Fact]
    public async Task Ingest_LateLineAfterTheMonthWasClosed_IsNotInItsValues()
    {
        await using ShakenCluster cluster = await StartAsync(1, out _);
        ICustomerValueService service = cluster.Any().Service;
        await service.IngestAsync(new TransactionBatch(November));
        await service.IngestAsync(new TransactionBatch(OverTheMonthEnd));

        // Nobody of these has stood beyond the month end yet: nothing settles before the end. The last has never bought before.
        await service.IngestAsync(new TransactionBatch(
            [.. Enumerable.Range(20, 11).Append(Customers).Select(customer => Line(Id(customer), $"very late {customer}", new DateTime(2010, 11, 20, 9, 0, 0), 200))]));
        await AssertHistoryAsync(cluster, [.. November, .. OverTheMonthEnd]);
    }

    private static Task<ShakenCluster> StartAsync(int silos, out RefusingCustomerStore store)
    {
        MemoryStores stores = new();
        store = new RefusingCustomerStore(stores.Customers);
        return StartAsync(silos, stores, store);
    }

    // Nothing settles unless it is told to, and a batch is repeated for longer than a test takes.
    private static async Task<ShakenCluster> StartAsync(int silos, MemoryStores stores, RefusingCustomerStore store)
    {
        ClusterOptions options = new() { Partitions = 3, SettleAfterPause = Never, LongestUnsettled = Never, IngestTimeout = Longest * 2 };
        OfferedModels models = new();
        models.Offer(Model);
        return new ShakenCluster(await MemoryCluster.StartAsync(silos, options, Model, models, stores, store), new Random(71));
    }

    private static async Task<Task<IngestResult>> SendHalfAsync(LiveSilo front, RefusingCustomerStore store)
    {
        await front.Service.IngestAsync(new TransactionBatch(November));
        await front.Service.SettleAsync();
        store.Refuse(Missing);
        Task half = store.NextWritesOf(Here);
        Task<IngestResult> ingest = front.Service.IngestAsync(new TransactionBatch(OverTheMonthEnd), front.Gone).AsTask();
        await half.WaitAsync(Longest);
        return ingest;
    }

    // A batch whose silo is gone is open until the aggregator hears that it is.
    private static async Task SettleUntilNothingIsOpenAsync(ShakenCluster cluster)
    {
        ClusterStatus status;
        using CancellationTokenSource over = new(Longest);
        do
        {
            Assert.False(over.IsCancellationRequested, $"After {Longest.TotalSeconds} s a batch is still open ({cluster}).");
            await cluster.SettleAsync();
            status = await cluster.Any().Handle.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ISegmentAggregatorGrain>(0).Status();
        }
        while (status.ToldThrough < status.Numbered);
    }

    private static async Task AssertHistoryAsync(ShakenCluster cluster, TransactionLine[] untilTheMonthWasClosed)
    {
        await cluster.SettleAsync();
        ObservedPopulation observed = await ObservedPopulation.OfAsync(cluster.Any().Service, Enumerable.Range(0, Customers + 1).Select(Id));
        PopulationOracle oracle = new();
        oracle.Add(untilTheMonthWasClosed);
        Assert.Equal(new DateOnly(2010, 12, 1), observed.AsOf);
        PopulationComparison.AssertHistory(oracle.HistoryBefore(observed.AsOf!.Value, Model), observed, $"{cluster}");
    }

    private static IEnumerable<TransactionLine> NovemberOf(int customer) => Enumerable.Range(0, 1 + (customer % 4)).Select(
        invoice => Line(Id(customer), $"{customer} {invoice}", new DateTime(2010, 11, 5 + (customer / 2), 8 + invoice, 0, 0), 1 + customer));

    private static CustomerId Id(int customer) => CustomerId.FromNumber(15_000 + customer);

    private static TransactionLine Line(CustomerId customer, string invoice, DateTime time, int quantity) =>
        new(invoice, "22423", "CAKESTAND", quantity, time, new Money(127_500), customer, "United Kingdom");
}
