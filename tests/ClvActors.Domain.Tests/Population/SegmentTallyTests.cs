using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Tests.Scoring;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Domain.Tests.Population;

public sealed class SegmentTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Summarise_PartsInAnyOrder_HaveTheBitsOfTheWhole(int seed)
    {
        Random random = new(seed);
        CustomerRecord[] records = [.. Enumerable.Range(0, 300).Select(_ => SampleRecords.Record(random.NextDouble() * Math.Pow(10, random.Next(-8, 12)), recencyDays: random.Next(365)))];
        SegmentSummary expected = new(
            ClvSegment.Growing,
            records.Length,
            ExactArithmetic.Sum(records.Select(record => record.PredictedValue)),
            records.Average(record => record.Features.RecencyDays),
            7.5);
        random.Shuffle(records);
        SegmentTally whole = new();
        foreach (CustomerRecord[] part in records.Chunk(random.Next(1, 90)))
        {
            SegmentTally tally = new();
            Array.ForEach(part, tally.Add);
            whole.Add(tally.Count, tally.RecencyDays, [.. tally.ValuePartials]);
        }

        Assert.True(expected == whole.Summarise(ClvSegment.Growing, 7.5), $"seed {seed}: {whole.Summarise(ClvSegment.Growing, 7.5)}, expected {expected}");
    }

    [Fact]
    public void Summarise_Nobody_IsZero()
    {
        SegmentSummary summary = new SegmentTally().Summarise(ClvSegment.Champions, double.PositiveInfinity);
        Assert.Equal(new SegmentSummary(ClvSegment.Champions, 0, 0, 0, double.PositiveInfinity), summary);
        Assert.Equal(0, summary.MeanValue);
    }
}
