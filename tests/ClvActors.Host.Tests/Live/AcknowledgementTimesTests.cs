using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Live;

public sealed class AcknowledgementTimesTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Percentile_WithoutBatches_IsUnknown() => Assert.Null(new AcknowledgementTimes(_time).Percentile(50));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void Percentile_OfAHundred_IsTheNearestRank(double percent, int milliseconds)
    {
        AcknowledgementTimes times = new(_time);
        for (int at = 100; at >= 1; at--)
        {
            times.Record(TimeSpan.FromMilliseconds(at));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), times.Percentile(percent));
    }

    [Fact]
    public void Percentile_AfterAMinute_ForgetsTheOld()
    {
        AcknowledgementTimes times = new(_time);
        times.Record(TimeSpan.FromSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(59));
        times.Record(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(9), times.Percentile(100));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(1), times.Percentile(100));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(times.Percentile(100));
    }

    [Fact]
    public void Record_BeyondTheCapacity_KeepsTheNewest()
    {
        AcknowledgementTimes times = new(_time);
        times.Record(TimeSpan.FromSeconds(1_000_000));
        for (int at = 1; at <= AcknowledgementTimes.Capacity; at++)
        {
            times.Record(TimeSpan.FromSeconds(at));
        }

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(AcknowledgementTimes.Capacity)), (times.Percentile(0)!.Value, times.Percentile(100)!.Value));
    }
}
