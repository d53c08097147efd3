using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Queries;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class SegmentSummariesTests
{
    [Fact]
    public void Of_AnyPopulation_EqualsGrouping()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            List<CustomerRecord> records = CustomerListsTests.Records(random, random.Next(60));
            PopulationSnapshot population = SamplePopulation.Of(records, shards: 1 + (seed % 5));
            SegmentThresholds thresholds = CustomerListsTests.ThresholdsOf(records);
            foreach (bool includeLapsed in (bool[])[false, true])
            {
                IReadOnlyList<SegmentSummary> segments = SegmentSummaries.Of(population, includeLapsed);
                Assert.Equal(Enum.GetValues<ClvSegment>(), segments.Select(segment => segment.Segment));
                foreach (SegmentSummary segment in segments)
                {
                    CustomerRecord[] own =
                    [
                        .. records.Where(record => record.IsInPopulation && thresholds.SegmentOf(record.PredictedValue) == segment.Segment),
                        .. records.Where(record => includeLapsed && record.Source == PredictionSource.Lapsed && segment.Segment == ClvSegment.Dormant),
                    ];
                    Assert.Equal(own.Length, segment.Count);
                    Assert.Equal(own.Sum(record => record.PredictedValue), segment.TotalValue, 1e-9);
                    Assert.Equal(own.Length == 0 ? 0 : own.Average(record => record.Features.RecencyDays), segment.MeanRecencyDays, 1e-9);
                    Assert.Equal(own.Length == 0 ? 0 : own.Average(record => record.PredictedValue), segment.MeanValue, 1e-9);
                    Assert.Equal(thresholds.LowerBound(segment.Segment), segment.LowerBound);
                }
            }
        }
    }

    [Fact]
    public void Of_TheSameVersion_IsComputedOnce()
    {
        PopulationSnapshot population = SamplePopulation.Of([SamplePopulation.Record("1", 5)]);
        Assert.Same(SegmentSummaries.Of(population, includeLapsed: false), SegmentSummaries.Of(population, includeLapsed: false));
    }

    [Fact]
    public void Of_OtherShards_GivesTheSameBits()
    {
        List<CustomerRecord> records = CustomerListsTests.Records(new Random(5), 60);
        records = [.. records.Select((record, index) => SamplePopulation.Record(record.Id.ToString(), record.PredictedValue + (0.1 * index), record.Source, index / 3.0))];
        string[] answers = [.. Enumerable.Range(1, 6).Select(shards => string.Join(' ', SegmentSummaries.Of(SamplePopulation.Of(records, shards), includeLapsed: false)))];
        Assert.Single(answers.Distinct());
    }
}
