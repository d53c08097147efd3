using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Queries;

public sealed class PartitionFanOutTests
{
    [Fact]
    public async Task SegmentsAsync_AnyPopulation_EqualsGroupingToTheSameBits()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            Random random = new(seed);
            PlainPopulation plain = new(SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 100), random.Next(200))));
            SegmentThresholds thresholds = plain.Thresholds();
            foreach (int lapsedAsOfDay in (int[])[-1, SampleEntries.Today + 3])
            {
                IReadOnlyList<SegmentSummary> segments =
                    await new PartitionFanOut(new StandInPartitions(random.Next(1, 10), plain.Entries)).SegmentsAsync(thresholds, lapsedAsOfDay);
                Assert.Equal(Enum.GetValues<ClvSegment>(), segments.Select(segment => segment.Segment));
                foreach (SegmentSummary segment in segments)
                {
                    CustomerRecord[] own = [.. plain.Everyone.Where(record => thresholds.SegmentOf(record.PredictedValue) == segment.Segment)];
                    CustomerRecord[] lapsed = lapsedAsOfDay >= 0 && segment.Segment == ClvSegment.Dormant ? plain.Lapsed : [];
                    double days = own.Sum(record => record.Features.RecencyDays) + lapsed.Sum(record => lapsedAsOfDay - record.LastPurchaseDay!.Value);
                    Assert.Equal(own.Length + lapsed.Length, segment.Count);
                    Assert.Equal(ExactArithmetic.Sum(own.Concat(lapsed).Select(record => record.PredictedValue)), segment.TotalValue);
                    Assert.Equal(segment.Count == 0 ? 0 : days / segment.Count, segment.MeanRecencyDays);
                    Assert.Equal(thresholds.LowerBound(segment.Segment), segment.LowerBound);
                }
            }
        }
    }

    [Fact]
    public async Task TotalsAsync_AnyPartitions_EqualsOne()
    {
        for (int seed = 1; seed <= 80; seed++)
        {
            Random random = new(seed);
            PlainPopulation plain = new(SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 30), random.Next(60))));
            PartitionTotals totals = await new PartitionFanOut(new StandInPartitions(random.Next(1, 10), plain.Entries)).TotalsAsync();
            int[] days = [.. plain.Entries.Select(entry => entry.NewestPurchaseDay).OrderDescending(), -1, -1];
            Assert.True(
                (plain.Everyone.Length, plain.Lapsed.Length, plain.Scored.Length, days[0], days[1])
                    == (totals.Customers, totals.Lapsed, totals.Scored, totals.NewestDay, totals.SecondNewestDay),
                $"seed {seed}: {totals}");
            Assert.Equal(plain.Entries.Select(entry => entry.Record.FirstPurchaseDay).DefaultIfEmpty(int.MaxValue).Min(), totals.OldestDay);
            Assert.True(plain.Entries.Length == 0 || plain.Entries.Any(entry => entry.Id == totals.NewestCustomer && entry.NewestPurchaseDay == days[0]), $"seed {seed}: {totals}");
        }
    }

    [Fact]
    public async Task ChangesAsync_ResumedAfterEveryPiece_TellsEachCustomersNewestChangeOnce()
    {
        for (int seed = 1; seed <= 80; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] entries = SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 60), 120));
            PartitionFanOut fanOut = new(new StandInPartitions(random.Next(1, 10), entries, recentChanges: random.Next(1, 10)));
            ChangePosition[] wanted = [.. entries.Where(entry => entry.ChangeSequence > 0).Select(entry => new ChangePosition(entry.ChangeSequence, entry.Id)).Order()];
            long upTo = random.NextInt64(1, 45);
            List<ChangePosition> read = [];
            int count = random.Next(1, 12);
            for (ChangePosition after = ChangePosition.Start; await fanOut.ChangesAsync(after, upTo, count) is { Length: > 0 } piece; after = read[^1])
            {
                read.AddRange(piece.Select(RecentChanges.PositionOf));
            }

            Assert.True(wanted.Where(position => position.Sequence <= upTo).SequenceEqual(read), $"seed {seed}: up to {upTo} read {string.Join(' ', read)}");
        }
    }
}
