using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public class SegmentThresholdsTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 90, 3.7)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 75, 3.25)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 40, 2.2)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 10, 1.3)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 0, 1)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 50, 2.5)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 100, 4)]
    [InlineData(new[] { 622.13 }, 90, 622.13)]
    [InlineData(new[] { 622.13, 622.13, 622.13 }, 40, 622.13)]
    [InlineData(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 90, 9)]
    [InlineData(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 75, 7.5)]
    public void Percentile_PlainCases_AreNumpys(double[] values, double percent, double expected) =>
        Assert.Equal(expected, SegmentThresholds.Percentile(values.Length, at => values[at], percent), 1e-14);

    // numpy's _lerp takes a + (b - a)t below t = 0.5 and b - (b - a)(1 - t) from there on; here the two differ in the last bit.
    [Theory]
    [InlineData(new[] { 375.65, 770.9, 1454.11, 2466.31, 2507.15, 3176.91, 3960.92, 3974.92, 4313.24 }, 90, 4042.5840000000003, 4042.584)]
    [InlineData(new[] { 130.68, 647.35, 1146.14, 4832.57 }, 75, 2067.7475, 2067.7475000000004)]
    [InlineData(new[] { 747.81, 897.83, 2546.35, 3326.24 }, 40, 1227.5340000000003, 1227.534)]
    [InlineData(
        new[] { 147.87, 217.44, 1873.52, 1966.28, 2194.81, 2448.47, 2542.13, 2604.69, 3372.43, 3516.91, 3892.21, 4915.94 },
        10, 383.0480000000001, 383.04800000000023)]
    [InlineData(new[] { 347.58, 798.13, 840.72, 1722.11, 2636.9 }, 90, 2270.984, 2270.9840000000004)]
    [InlineData(new[] { 107.45, 1093.91, 1154.33, 1448.91, 2298.02, 4187.89 }, 75, 2085.7425, 2085.7425000000003)]
    [InlineData(
        new[] { 500.0, 1481.95, 3146.76, 3618.2, 3715.73, 4477.88, 4610.94, 4866.26 }, 40, 3523.912, 3523.9120000000003)]
    [InlineData(new[] { 136.31, 1038.07, 1572.3, 1587.08, 3558.05, 3934.3 }, 10, 587.1899999999999, 587.19)]
    public void Percentile_WhereTheTwoInterpolationsDiffer_TakesNumpysBranch(
        double[] values, double percent, double expected, double otherBranch)
    {
        double actual = SegmentThresholds.Percentile(values.Length, at => values[at], percent);
        Assert.NotEqual(BitConverter.DoubleToInt64Bits(otherBranch), BitConverter.DoubleToInt64Bits(actual));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
    }

    [Fact]
    public void SegmentOf_AtEachThreshold_BelongsToTheUpperSegment()
    {
        SegmentThresholds thresholds = SegmentThresholds.Of(101, at => at);
        Assert.Equal(new SegmentThresholds(90, 75, 40, 10), thresholds);
        (double Value, ClvSegment Segment)[] cases =
        [
            (1e9, ClvSegment.Champions), (90, ClvSegment.Champions), (Math.BitDecrement(90.0), ClvSegment.HighValue),
            (75, ClvSegment.HighValue), (Math.BitDecrement(75.0), ClvSegment.Growing), (40, ClvSegment.Growing),
            (Math.BitDecrement(40.0), ClvSegment.Occasional), (10, ClvSegment.Occasional),
            (Math.BitDecrement(10.0), ClvSegment.Dormant), (0, ClvSegment.Dormant),
        ];
        Assert.All(cases, one => Assert.Equal(one.Segment, thresholds.SegmentOf(one.Value)));
        Assert.Equal(
            [90, 75, 40, 10, double.NegativeInfinity],
            Enum.GetValues<ClvSegment>().Select(thresholds.LowerBound));
    }

    [Fact]
    public void Of_NobodyScored_EveryoneIsDormant()
    {
        SegmentThresholds thresholds = SegmentThresholds.Of(0, _ => throw new InvalidOperationException("there is no value"));
        Assert.Same(SegmentThresholds.None, thresholds);
        Assert.Equal(ClvSegment.Dormant, thresholds.SegmentOf(double.MaxValue));
    }

    [Fact]
    public void Of_OneOrEqualValues_TheyAreChampions()
    {
        Assert.Equal(ClvSegment.Champions, SegmentThresholds.Of(1, _ => 5).SegmentOf(5));
        Assert.Equal(ClvSegment.Dormant, SegmentThresholds.Of(9, _ => 5).SegmentOf(4.99));
    }
}
