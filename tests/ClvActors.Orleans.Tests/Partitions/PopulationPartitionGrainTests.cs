using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class PopulationPartitionGrainTests
{
    private const int Partitions = 5;

    [Fact]
    public async Task Queries_ThroughTwoSilos_EqualAPlainPopulationOfStoredAndToldEntries()
    {
        const int Seed = 20;
        Random random = new(Seed);
        CustomerEntry[] entries = SampleEntries.Shuffled(random, SampleEntries.Stream(random, 300, 900));
        StoredEntries store = new(Partitions);
        await using InProcessTestCluster cluster = await StartAsync(store, SampleEntries.View());
        Serializer<CustomerEntry> serializer = cluster.Client.ServiceProvider.GetRequiredService<Serializer<CustomerEntry>>();
        GrainPartitions partitions = new(cluster.Client, new ClusterOptions { Partitions = Partitions });

        // Read when the partitions are activated, told, and read again.
        store.Store(serializer, entries[..300]);
        await AssertEqualAsync(SampleEntries.NewestOf(entries[..300]), partitions);
        foreach (IGrouping<int, CustomerEntry> part in entries[300..600].GroupBy(entry => CustomerPlacement.PartOf(entry.Id, Partitions)))
        {
            await partitions[part.Key].Apply([.. part]);
        }

        await AssertEqualAsync(SampleEntries.NewestOf(entries[..600]), partitions);
        store.Store(serializer, entries[600..]);
        await new PopulationQueries(partitions).ReloadAsync();
        await AssertEqualAsync(SampleEntries.NewestOf(entries), partitions);
    }

    [Fact]
    public async Task Sweep_EveryoneStandsAtTheView_VisitsNobody()
    {
        StoredEntries store = new(Partitions);
        await using InProcessTestCluster cluster = await StartAsync(store, SampleEntries.View(version: 3));
        GrainPartitions partitions = new(cluster.Client, new ClusterOptions { Partitions = Partitions });
        for (int customer = 0; customer < 20; customer++)
        {
            CustomerEntry entry = SampleEntries.Entry($"{customer}", scores: new RfmScores(3, 3, 3), nextDueDay: SampleEntries.Today + 1);
            await partitions[CustomerPlacement.PartOf(entry.Id, Partitions)].Apply([entry]);
        }

        for (int partition = 0; partition < Partitions; partition++)
        {
            Assert.True(await partitions[partition].Sweep(3, 9));
            Assert.True(await partitions[partition].AdvanceDue(3, SampleEntries.Today, 9));
        }
    }

    private static async Task AssertEqualAsync(CustomerEntry[] entries, GrainPartitions partitions)
    {
        PlainPopulation plain = new(entries);
        PopulationQueries queries = new(partitions);
        PopulationStatistics narrow = new(partitions, sampleKeys: 3);
        PopulationView view = SampleEntries.View(thresholds: plain.Thresholds());
        PartitionTotals totals = await queries.TotalsAsync();
        Assert.Equal((plain.Everyone.Length, plain.Lapsed.Length, plain.Scored.Length), (totals.Customers, totals.Lapsed, totals.Scored));
        Assert.Equal(plain.Edges(7), await queries.EdgesAsync(7));
        Assert.Equal(plain.Edges(7), await narrow.EdgesAsync(7));
        Assert.Equal(view.Thresholds, await narrow.ThresholdsAsync());
        Assert.Equal(await queries.MediansAsync(), await narrow.MediansAsync());
        Assert.Equal(plain.Scored.Length, (await queries.LadderAsync(50)).Scored);
        Assert.Equal(Shown(plain.Everyone.Concat(plain.Lapsed)), Shown((await queries.PortfolioAsync(includeLapsed: true, view)).Select(item => item.Record)));
        CustomerPage page = await queries.PageAsync(new CustomerQuery(2, 15, ClvSegment.Occasional), view);
        Assert.Equal(
            Shown(plain.Everyone.Where(record => view.Thresholds.SegmentOf(record.PredictedValue) == ClvSegment.Occasional).Skip(15).Take(15)),
            Shown(page.Items.Select(item => item.Record)));
        Assert.Equal(plain.Everyone.Length + plain.Lapsed.Length, (await queries.SegmentsAsync(view.Thresholds, SampleEntries.Today)).Sum(segment => segment.Count));
        ToldChange[] changes = await queries.ChangesAsync(ChangePosition.Start, long.MaxValue, int.MaxValue);
        Assert.Equal(
            entries.Where(entry => entry.ChangeSequence > 0).Select(entry => new ChangePosition(entry.ChangeSequence, entry.Id)).Order(),
            changes.Select(RecentChanges.PositionOf).Where(position => entries.Any(entry => entry.Id == position.Customer && entry.ChangeSequence == position.Sequence)));
    }

    private static string[] Shown(IEnumerable<CustomerRecord> records) =>
        [.. records.Select(record => $"{record.Id} {record.PredictedValue:R} {record.Source} {string.Join(' ', record.Features.Values.ToArray())}")];

    private static async Task<InProcessTestCluster> StartAsync(StoredEntries store, PopulationView view)
    {
        InProcessTestClusterBuilder builder = new(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<ICustomerStore>(store);
            silo.Services.AddSingleton<CustomerGrains>();
            silo.Services.AddSingleton<IPopulationViews>(new FixedView(view));
            silo.Services.AddSingleton(new ClusterOptions { Partitions = Partitions });
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
