using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Queries;

public sealed class CustomerListsTests
{
    [Fact]
    public async Task PageAsync_AnySegmentAndPage_EqualsSortingAndSkipping()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Random random = new(seed);
            PlainPopulation plain = new(SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 100), random.Next(200))));
            StandInPartitions partitions = new(random.Next(1, 10), plain.Entries);
            CustomerLists lists = new(partitions, random.Next(2, 6));
            PopulationView view = SampleEntries.View(thresholds: plain.Thresholds());
            foreach ((ClvSegment? segment, bool includeLapsed) in ObservedPopulation.Lists())
            {
                CustomerRecord[] wanted =
                [
                    .. plain.Everyone.Where(record => segment is null || view.Thresholds.SegmentOf(record.PredictedValue) == segment),
                    .. plain.Lapsed.Where(_ => includeLapsed && segment is null or ClvSegment.Dormant && includeLapsed),
                ];
                for (int page = 1; page <= 6; page++)
                {
                    int perPage = random.Next(1, 30);
                    CustomerPage found = await lists.PageAsync(new CustomerQuery(page, perPage, segment, includeLapsed), view);
                    string what = $"seed {seed}: page {page} of {perPage}, {segment}, lapsed {includeLapsed}";
                    Assert.True(wanted.Length == found.Total, $"{what}: {found.Total} instead of {wanted.Length}");
                    Assert.True(wanted.Skip((page - 1) * perPage).Take(perPage).SequenceEqual(found.Items.Select(item => item.Record)), what);
                    Assert.All(found.Items, item => Assert.Equal(Segmentation.SegmentOf(view.Thresholds, item.Record), item.Segment));
                }
            }

            Assert.Equal(plain.Everyone, (await lists.PortfolioAsync(includeLapsed: false, view)).Select(item => item.Record));
            Assert.Equal([.. plain.Everyone, .. plain.Lapsed], (await lists.PortfolioAsync(includeLapsed: true, view)).Select(item => item.Record));
        }
    }

    [Fact]
    public async Task PageAsync_FarBehindTheEnd_IsEmpty()
    {
        CustomerLists lists = new(new StandInPartitions(3, [SampleEntries.Entry("1"), SampleEntries.Entry("2", source: PredictionSource.Lapsed)]));
        CustomerPage page = await lists.PageAsync(new CustomerQuery(int.MaxValue, int.MaxValue, IncludeLapsed: true), SampleEntries.View());
        Assert.Empty(page.Items);
        Assert.Equal(2, page.Total);
        Assert.Equal(2, (await lists.PageAsync(new CustomerQuery(1, int.MaxValue, IncludeLapsed: true), SampleEntries.View())).Items.Count);
    }

    [Fact]
    public async Task PageAsync_EntriesArriveMeanwhile_ShowsOneVersion()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] stream = SampleEntries.Shuffled(random, SampleEntries.Stream(random, 80, 300));
            PlainPopulation before = new(SampleEntries.NewestOf(stream[..200]));
            StandInPartitions partitions = new(random.Next(1, 10), stream[..200]);
            string last = "Sample";
            int fed = 200;
            partitions.Asking = method =>
            {
                // Something arrives before every further round.
                if (method != last && method != "Sample")
                {
                    partitions.Apply(stream[fed..Math.Min(fed += 20, stream.Length)]);
                    last = method;
                }
            };
            PopulationView view = SampleEntries.View(thresholds: before.Thresholds());
            CustomerPage page = await new CustomerLists(partitions, 3).PageAsync(new CustomerQuery(2, 7, ClvSegment.Growing), view);
            CustomerRecord[] wanted = [.. before.Everyone.Where(record => view.Thresholds.SegmentOf(record.PredictedValue) == ClvSegment.Growing)];
            Assert.True(wanted.Skip(7).Take(7).SequenceEqual(page.Items.Select(item => item.Record)) && page.Total == wanted.Length, $"seed {seed}");
            Assert.True(fed > 200, $"seed {seed}: nothing arrived");
        }
    }

    [Fact]
    public async Task PortfolioAsync_MoreThanOneMessage_IsWhole()
    {
        CustomerEntry[] entries = [.. Enumerable.Range(0, 9_000).Select(customer => SampleEntries.Entry($"{customer}", value: customer % 37))];
        StandInPartitions partitions = new(2, entries);
        IReadOnlyList<CustomerSummary> portfolio = await new CustomerLists(partitions).PortfolioAsync(includeLapsed: false, SampleEntries.View());
        Assert.Equal(new PlainPopulation(entries).Everyone, portfolio.Select(item => item.Record));
        Assert.True(partitions.Asked.Count(method => method == "Slice") > 2, "one message each");
    }

    [Fact]
    public async Task PageAsync_LapsedCustomerOfAnEarlierDay_IsShownAtTheView()
    {
        CustomerEntry lapsed = SampleEntries.Entry("1", value: 0, source: PredictionSource.Lapsed, lastDay: SampleEntries.Today - 400);
        CustomerLists lists = new(new StandInPartitions(1, [lapsed]));
        CustomerPage page = await lists.PageAsync(new CustomerQuery(1, 5, IncludeLapsed: true), SampleEntries.View(asOfDay: SampleEntries.Today + 9));
        CustomerSummary shown = Assert.Single(page.Items);
        Assert.Equal(409, shown.Record.Features.RecencyDays);
        Assert.Equal(SampleEntries.Today + 9, shown.Record.Window.AsOfDay);
        Assert.Equal(ClvSegment.Dormant, shown.Segment);
    }
}
