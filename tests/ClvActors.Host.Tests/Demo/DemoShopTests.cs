using ClvActors.Domain.Service;
using ClvActors.Host.Composition;
using ClvActors.Host.Demo;
using ClvActors.Host.Replay;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Demo;

public sealed class DemoShopTests
{
    private static readonly TimeSpan QuickDay = TimeSpan.FromMilliseconds(164);

    [Fact]
    public async Task Run_EventClock_StreamsDayByDay()
    {
        using ReplayBench bench = new(new HostOptions { IsDemo = true });

        await bench.StartHostAsync();
        for (int day = 1; day <= 12; day++)
        {
            await bench.Time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
            Assert.Equal(day, bench.Service.Batches);
            bench.Time.Advance(QuickDay);
        }

        await bench.Time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
        await bench.StopHostAsync();
        Assert.True(bench.Service.Lines.Count > 100);
        Assert.True(bench.Service.Lines[0].Date < new DateOnly(2024, 1, 8));
        Assert.Equal(bench.Service.Lines.OrderBy(line => line.Date).Select(line => line.Date), bench.Service.Lines.Select(line => line.Date));
    }

    [Fact]
    public async Task Run_WallClock_BeginsTwoYearsAgo()
    {
        using ReplayBench bench = new(new HostOptions { IsDemo = true, Clock = ClockKind.Wall });

        await bench.StartHostAsync();
        await bench.Time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
        await bench.StopHostAsync();

        Assert.InRange(bench.Service.Lines[0].Date, new DateOnly(2009, 6, 30), new DateOnly(2009, 7, 10));
    }

    [Fact]
    public async Task Run_WhenRefused_FailsAndSaysWhy()
    {
        using ReplayBench bench = new(new HostOptions { IsDemo = true });
        bench.Service.Refusal = new ServiceUnavailableException("the disk is full", true);

        await bench.StartHostAsync();
        await bench.Control.Run.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal((ReplayState.Failed, "the disk is full"), (bench.Control.Current.State, bench.Control.Current.Failure));
        Assert.Equal(0, bench.Service.Batches);
    }

    [Fact]
    public void Read_Twice_GivesTheSameDaysAndQuickThenSlowSpeed()
    {
        DemoShop shop = new(new HostOptions(), new ManualTime());

        ReplayBatch[] first = [.. shop.Read(_ => { }, CancellationToken.None).Take(40)];
        ReplayBatch[] second = [.. shop.Read(_ => { }, CancellationToken.None).Take(40)];

        Assert.Equal(first.SelectMany(batch => batch.Lines), second.SelectMany(batch => batch.Lines));
        Assert.All(first, batch => Assert.All(batch.Lines, line => Assert.Equal(batch.Date, line.Date)));
        Assert.True(first[^1].Share is > 0 and < 0.05);
        Assert.Equal(QuickDay, shop.SpeedAt(new DateOnly(2025, 12, 31)).PerDay);
        Assert.Equal(TimeSpan.FromSeconds(2), shop.SpeedAt(new DateOnly(2026, 1, 1)).PerDay);
    }
}
