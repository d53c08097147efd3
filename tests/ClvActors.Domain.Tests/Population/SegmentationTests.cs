using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Tests.Scoring;

namespace ClvActors.Domain.Tests.Population;

public sealed class SegmentationTests
{
    private static readonly SegmentThresholds Thresholds = new(40, 30, 20, 10);

    [Theory]
    [InlineData(40, ClvSegment.Champions)]
    [InlineData(39.9, ClvSegment.HighValue)]
    [InlineData(30, ClvSegment.HighValue)]
    [InlineData(29.9, ClvSegment.Growing)]
    [InlineData(20, ClvSegment.Growing)]
    [InlineData(19.9, ClvSegment.Occasional)]
    [InlineData(10, ClvSegment.Occasional)]
    [InlineData(9.9, ClvSegment.Dormant)]
    public void SegmentOf_Value_IsPlacedByTheThresholdsUnlessLapsed(double value, ClvSegment segment)
    {
        Assert.Equal(segment, Segmentation.SegmentOf(Thresholds, SampleRecords.Record(value)));
        Assert.Equal(segment, Segmentation.SegmentOf(Thresholds, SampleRecords.Record(value, PredictionSource.ColdStart)));
        Assert.Equal(ClvSegment.Dormant, Segmentation.SegmentOf(Thresholds, SampleRecords.Record(value, PredictionSource.Lapsed)));
    }

    [Fact]
    public void SegmentOf_LapsedWithThresholdsAtZero_IsDormantAllTheSame() =>
        Assert.Equal(ClvSegment.Dormant, Segmentation.SegmentOf(new SegmentThresholds(0, 0, 0, 0), SampleRecords.Record(0, PredictionSource.Lapsed)));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 8, 0)]
    [InlineData(1, 8, 12.5)]
    [InlineData(8, 8, 100)]
    [InlineData(1, 3, 100.0 / 3)]
    [InlineData(2_000_000_000, 2_100_000_000, 200_000.0 / 2_100)]
    public void PercentileRank_Counts_IsTheShare(int upTo, int scored, double rank) => Assert.Equal(rank, Segmentation.PercentileRank(upTo, scored), 1e-12);
}
