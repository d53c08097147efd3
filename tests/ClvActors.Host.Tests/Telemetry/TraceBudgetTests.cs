using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class TraceBudgetTests
{
    private readonly ManualTime _time = new();
    private readonly TraceBudget _budget;

    public TraceBudgetTests() => _budget = new TraceBudget(_time);

    [Fact]
    public void TryTake_AFlood_GivesTenAtOnceAndThenOneEveryTenthOfASecond()
    {
        Assert.Equal(10, Granted(50));

        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, Granted(50));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Granted(50));
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(3, Granted(50));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, Granted(50));
    }

    [Fact]
    public void TryTake_NoMoreThanTenASecond_AreAllGiven()
    {
        for (int at = 0; at < 200; at++)
        {
            Assert.True(_budget.TryTake("clv.ingest"));
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void TryTake_OneKindSpent_LeavesTheOthers()
    {
        Assert.Equal(10, Granted(50));

        Assert.True(_budget.TryTake("clv.settling"));
    }

    // The same rule the slow way: a bucket of ten tokens that fills evenly, in whole ticks.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TryTake_AtRandomTimes_IsATokenBucket(int seed)
    {
        Random random = new(seed);
        long tokenTicks = TimeSpan.TicksPerSecond / TraceBudget.PerSecond;
        long stored = TraceBudget.PerSecond * tokenTicks;
        for (int at = 0; at < 5_000; at++)
        {
            long pause = random.Next(4) == 0 ? random.Next((int)tokenTicks * 5) : random.Next((int)tokenTicks);
            _time.Advance(TimeSpan.FromTicks(pause));
            stored = Math.Min(TraceBudget.PerSecond * tokenTicks, stored + pause);
            bool expected = stored >= tokenTicks;
            stored -= expected ? tokenTicks : 0;
            Assert.True(expected == _budget.TryTake("clv.ingest"), $"seed {seed}, call {at}");
        }
    }

    [Fact]
    public async Task TryTake_ByManyThreads_GivesNoMoreThanTen()
    {
        int[] granted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Granted(1_000))));

        Assert.Equal(10, granted.Sum());
    }

    private int Granted(int asked) => Enumerable.Range(0, asked).Count(_ => _budget.TryTake("clv.ingest"));
}
