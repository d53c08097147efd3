using ClvActors.Domain.Population;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Models;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Orleans.Tests.Views;

public sealed class PopulationViewsTests
{
    [Fact]
    public void Current_BeforeAnyOffer_PlacesNobody()
    {
        PopulationView view = new PopulationViews(null!).Current;
        Assert.Equal((0L, -1, -1), (view.Version, view.AsOfDay, view.NewestDay));
        Assert.Equal(SegmentThresholds.None, view.Thresholds);
        Assert.Same(RankEdges.None, view.Edges);
    }

    [Fact]
    public void Offer_OlderOrSameVersion_ReplacesNothing()
    {
        PopulationViews views = new(null!);
        PopulationView fifth = SampleEntries.View(version: 5);
        views.Offer(fifth);
        views.Offer(SampleEntries.View(version: 4));
        views.Offer(SampleEntries.View(version: 5));
        Assert.Same(fifth, views.Current);
        PopulationView sixth = SampleEntries.View(version: 6);
        views.Offer(sixth);
        Assert.Same(sixth, views.Current);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Offer_FromManyThreads_NeverGoesBackAndEndsAtTheNewest(int seed)
    {
        const int Threads = 4;
        PopulationView[] offered = [.. Enumerable.Range(1, 5_000).Select(version => SampleEntries.View(version))];
        PopulationViews views = new(null!);
        using Barrier start = new(Threads + 1);
        Task[] offers =
        [
            .. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    PopulationView[] own = [.. offered];
                    new Random((seed * 10) + thread).Shuffle(own);
                    start.SignalAndWait();
                    foreach (PopulationView view in own)
                    {
                        views.Offer(view);
                        Assert.True(views.Current.Version >= view.Version, $"seed {seed}: version {view.Version} was offered and is not reached");
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)),
        ];
        start.SignalAndWait();
        long seen = 0;
        while (!offers.All(offer => offer.IsCompleted))
        {
            long version = views.Current.Version;
            Assert.True(version >= seen, $"seed {seed}: from version {seen} back to {version}");
            seen = version;
        }

        await Task.WhenAll(offers);
        Assert.Same(offered[^1], views.Current);
    }

    [Fact]
    public async Task AtLeastAsync_NewerThanHere_AsksTheAggregatorAndKeepsTheAnswer()
    {
        ExponentialModel model = new("first", 1);
        await using MemoryCluster cluster = await MemoryCluster.StartAsync(1, new ClusterOptions(), model, new OfferedModels(), new MemoryStores());
        PopulationViews late = new(cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>());
        Assert.Equal(0, late.Current.Version);

        PopulationView fetched = await late.AtLeastAsync(1);

        Assert.True(fetched.Version >= 1);
        Assert.Equal(model.Fingerprint, fetched.BundleFingerprint);
        Assert.Same(fetched, late.Current);
        ValueTask<PopulationView> again = late.AtLeastAsync(fetched.Version);
        Assert.True(again.IsCompletedSuccessfully, "a view that is here is not asked for");
        Assert.Same(fetched, await again);
    }
}
