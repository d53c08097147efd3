using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>Two activations of every partition live side by side, and each silo goes on with the one that it has found: nothing is missed where ranks are taken.</summary>
public sealed class FollowedPartitionTests
{
    // Of so many some are activated again elsewhere, wherever Orleans places them.
    private const int Partitions = 12;
    private const int Customers = 90;
    private const int Early = 30;
    private static readonly TimeSpan Never = TimeSpan.FromDays(10_000);
    private static readonly ExponentialModel Model = new("first", 3);

    private static readonly TransactionLine[] November = [.. Enumerable.Range(0, Early).SelectMany(NovemberOf)];

    // Most customers are new and anywhere, those of the added silo among them.
    private static readonly TransactionLine[] OverTheMonthEnd =
    [
        .. Enumerable.Range(Early, Customers - Early).SelectMany(customer => NovemberOf(customer).Select(line => line with { Quantity = 500 - line.Quantity })),
        .. Enumerable.Range(0, 2).Select(customer => Line(Id(customer), $"beyond {customer}", new DateTime(2010, 12, 1, 9, 0, 0), 5)),
    ];

    [Fact]
    public async Task Ingest_AddedSiloHasFoundOtherActivationsOfThePartitions_TheMonthIsClosedWithAllCustomers()
    {
        await using ShakenCluster cluster = await StartWithTwoActivationsAsync();
        await cluster.UntilServed((service, cancellation) => service.IngestAsync(new TransactionBatch(OverTheMonthEnd), cancellation), "the batch is taken");
        await AssertEverySiloIsRightAsync(cluster);
    }

    [Fact]
    public async Task Ingest_OtherActivationsAreFoundWhileAMonthIsOpenAndTheAggregatorIsSentAway_TheMonthIsClosedWithAllCustomers()
    {
        await using ShakenCluster cluster = await StartWithTwoActivationsAsync();
        Task<IngestResult> ingest = cluster.UntilServed((service, cancellation) => service.IngestAsync(new TransactionBatch(OverTheMonthEnd), cancellation), "the batch is taken");
        await cluster.SendAggregatorAwayAsync();
        await ingest;
        await AssertEverySiloIsRightAsync(cluster);
    }

    private static async Task<ShakenCluster> StartWithTwoActivationsAsync()
    {
        ClusterOptions options = new() { Partitions = Partitions, SettleAfterPause = Never, LongestUnsettled = Never };
        OfferedModels models = new();
        models.Offer(Model);
        ForgetfulDirectory directory = new(Partitions);
        ShakenCluster cluster = new(await MemoryCluster.StartAsync(2, options, Model, models, new MemoryStores(), directory: directory), new Random(72));
        ICustomerValueService first = cluster.Any().Service;
        await first.IngestAsync(new TransactionBatch(November));
        await first.SettleAsync();
        IGrainFactory grains = cluster.Any().Handle.ServiceProvider.GetRequiredService<IGrainFactory>();
        directory.ForgetPartitions(grains);
        await cluster.AddAsync();
        Assert.Equal(Early, (await cluster.Newest().Service.PortfolioAsync(includeLapsed: true)).Count);
        return cluster;
    }

    private static async Task AssertEverySiloIsRightAsync(ShakenCluster cluster)
    {
        PopulationOracle oracle = new();
        oracle.Add([.. November, .. OverTheMonthEnd]);
        DateOnly asOf = new(2010, 12, 1);
        ExpectedPopulation expected = oracle.At(asOf, Model);
        Dictionary<CustomerId, List<ValuePoint>> history = oracle.HistoryBefore(asOf, Model);
        foreach (LiveSilo silo in cluster.All())
        {
            ObservedPopulation observed = await cluster.ObserveAsync(silo, [.. Enumerable.Range(0, Customers).Select(Id)]);
            PopulationComparison.AssertEqual(expected, observed, $"silo {silo.Handle.SiloAddress}");
            PopulationComparison.AssertHistory(history, observed, $"silo {silo.Handle.SiloAddress}");
        }
    }

    private static IEnumerable<TransactionLine> NovemberOf(int customer) => Enumerable.Range(0, 1 + (customer % 4)).Select(
        invoice => Line(Id(customer), $"{customer} {invoice}", new DateTime(2010, 11, 3 + (customer / 4), 8 + invoice, 0, 0), 1 + customer));

    private static CustomerId Id(int customer) => CustomerId.FromNumber(15_000 + customer);

    private static TransactionLine Line(CustomerId customer, string invoice, DateTime time, int quantity) =>
        new(invoice, "22423", "CAKESTAND", quantity, time, new Money(127_500), customer, "United Kingdom");
}
