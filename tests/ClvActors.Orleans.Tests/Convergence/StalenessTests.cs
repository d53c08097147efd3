using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>Ranks and thresholds while a stream does not pause, and after it.</summary>
public sealed class StalenessTests(ITestOutputHelper output)
{
    private const int Refreshes = 5;
    private static readonly TimeSpan LongestUnsettled = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Stream_WithoutAPause_EdgesAreTakenAgainAndAgainAndRanksAreExactAfterTheDrain()
    {
        ShopStream shop = new(61, ArrivalOrder.AsSold);

        // The pause never comes, so whatever settles is the bound's doing.
        ClusterOptions options = new() { Partitions = 3, SettleAfterPause = TimeSpan.FromDays(1), LongestUnsettled = LongestUnsettled };
        await using ShakenCluster cluster = new(
            await MemoryCluster.StartAsync(3, options, shop.Model, shop.Models, new MemoryStores()), shop.Random);
        ICustomerValueService service = cluster.Any().Service;
        using CancellationTokenSource over = new(Longest);
        TimeSpan before = TimeSpan.Zero;
        TimeSpan oldest = TimeSpan.Zero;
        int refreshes = 0;
        for (int index = 0; index < shop.Batches.Count || refreshes < Refreshes; index++)
        {
            Assert.False(over.IsCancellationRequested, $"after {Longest.TotalSeconds} s of streaming still not: edges were taken {Refreshes} times (only {refreshes})");
            await service.IngestAsync(shop.Batches[index % shop.Batches.Count]);
            if ((await service.StatusAsync()).EdgesAge is { } age)
            {
                refreshes += age < before ? 1 : 0;
                before = age;
                oldest = age > oldest ? age : oldest;
            }
        }

        output.WriteLine($"Edges were taken {refreshes} times while streaming; the oldest were {oldest.TotalMilliseconds:0} ms old, the bound between settlings is {LongestUnsettled.TotalMilliseconds:0} ms");
        await cluster.SettleAsync();
        await AssertRanksAreExactAsync(service);
        shop.AssertHistory(await shop.AssertSettledAsync(cluster), $"{cluster}");
    }

    // Against a full recount of what the portfolio holds.
    private static async Task AssertRanksAreExactAsync(ICustomerValueService service)
    {
        IReadOnlyList<CustomerSummary> portfolio = await service.PortfolioAsync();
        double[] scored = [.. portfolio.Where(customer => customer.Record.Source == PredictionSource.Model).Select(customer => customer.Record.PredictedValue).Order()];
        Assert.NotEmpty(scored);
        SegmentThresholds thresholds = (await service.StatusAsync()).Thresholds;
        Assert.Equal(
            [thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional],
            new double[] { 90, 75, 40, 10 }.Select(percent => PopulationOracle.Percentile(scored, percent)));
        foreach (CustomerSummary customer in portfolio)
        {
            CustomerDetail detail = (await service.FindAsync(customer.Record.Id))!;
            Assert.Equal(100.0 * scored.Count(value => value <= customer.Record.PredictedValue) / scored.Length, detail.PercentileRank);
            Assert.Equal(customer.Segment, detail.Segment);
        }
    }
}
