using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class CustomerListsTests
{
    [Fact]
    public void Page_AnyPopulationPageAndSegment_EqualsFilteringASortedList()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            List<CustomerRecord> records = Records(random, random.Next(60));
            PopulationSnapshot population = SamplePopulation.Of(records, shards: 1 + (seed % 5));
            CustomerRecord[] everyone = Sorted(records, record => record.IsInPopulation);
            CustomerRecord[] lapsed = Sorted(records, record => record.Source == PredictionSource.Lapsed);
            SegmentThresholds thresholds = ThresholdsOf(records);
            Assert.Equal(thresholds, population.Thresholds);
            foreach ((ClvSegment? segment, bool includeLapsed) in ObservedPopulation.Lists())
            {
                CustomerRecord[] wanted =
                [
                    .. everyone.Where(record => segment is null || thresholds.SegmentOf(record.PredictedValue) == segment),
                    .. lapsed.Where(_ => includeLapsed && segment is null or ClvSegment.Dormant && includeLapsed),
                ];
                for (int page = 1; page <= 8; page++)
                {
                    int perPage = random.Next(1, 20);
                    CustomerPage found = CustomerLists.Page(population, new CustomerQuery(page, perPage, segment, includeLapsed));
                    Assert.Equal(wanted.Length, found.Total);
                    Assert.True(
                        wanted.Skip((page - 1) * perPage).Take(perPage).SequenceEqual(found.Items.Select(item => item.Record)),
                        $"seed {seed}: page {page} of {perPage}, {segment}, lapsed {includeLapsed}");
                }
            }

            Assert.Equal(everyone, CustomerLists.All(population, includeLapsed: false).Select(item => item.Record));
            Assert.Equal([.. everyone, .. lapsed], CustomerLists.All(population, includeLapsed: true).Select(item => item.Record));
        }
    }

    [Fact]
    public void Page_FarBehindTheEnd_IsEmpty()
    {
        PopulationSnapshot population = SamplePopulation.Of([SamplePopulation.Record("1", 5)]);
        CustomerPage page = CustomerLists.Page(population, new CustomerQuery(int.MaxValue, int.MaxValue, IncludeLapsed: true));
        Assert.Empty(page.Items);
        Assert.Equal(1, page.Total);
        Assert.Single(CustomerLists.Page(population, new CustomerQuery(1, int.MaxValue)).Items);
    }

    [Fact]
    public void Page_WithoutAnyScoredCustomer_HasEveryoneDormant()
    {
        PopulationSnapshot population = SamplePopulation.Of([SamplePopulation.Record("1", 5, PredictionSource.ColdStart)]);
        Assert.Equal(SegmentThresholds.None, population.Thresholds);
        Assert.Equal(1, CustomerLists.Page(population, new CustomerQuery(1, 10, ClvSegment.Dormant)).Total);
        Assert.Equal(0, CustomerLists.Page(population, new CustomerQuery(1, 10, ClvSegment.Champions)).Total);
        Assert.Equal(0, population.PercentileRankOf(5));
    }

    // Few different values, so that ties fall on thresholds and page ends.
    internal static List<CustomerRecord> Records(Random random, int count)
    {
        PredictionSource[] sources = [PredictionSource.Model, PredictionSource.Model, PredictionSource.ColdStart, PredictionSource.Lapsed, PredictionSource.Pending];
        List<CustomerRecord> records = [];
        for (int index = 0; index < count; index++)
        {
            PredictionSource source = sources[random.Next(sources.Length)];
            double value = random.Next(12) * 10;
            records.Add(SamplePopulation.Record(index % 3 == 0 ? $"x{index}" : $"{index * 7}", value, source, random.Next(300)));
        }

        return records;
    }

    internal static SegmentThresholds ThresholdsOf(List<CustomerRecord> records)
    {
        double[] scored = [.. records.Where(record => record.Source == PredictionSource.Model).Select(record => record.PredictedValue).Order()];
        return scored.Length == 0
            ? SegmentThresholds.None
            : new SegmentThresholds(
                PopulationOracle.Percentile(scored, 90), PopulationOracle.Percentile(scored, 75), PopulationOracle.Percentile(scored, 40), PopulationOracle.Percentile(scored, 10));
    }

    internal static CustomerRecord[] Sorted(List<CustomerRecord> records, Func<CustomerRecord, bool> isWanted) =>
        [.. records.Where(isWanted).OrderByDescending(record => record.PredictedValue).ThenBy(record => record.Id)];
}
