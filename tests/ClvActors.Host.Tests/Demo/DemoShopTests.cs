using ClvActors.Host.Composition;
using ClvActors.Host.Demo;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Demo;

public sealed class DemoShopTests
{
    private static readonly TimeSpan QuickDay = TimeSpan.FromMilliseconds(164);

    [Fact]
    public async Task Run_EventClock_StreamsDayByDay()
    {
        FakeService service = new();
        ManualTime time = new();
        using DemoShop shop = new(service, new HostOptions { IsDemo = true }, time, NullLogger<DemoShop>.Instance);

        await shop.StartAsync(TestContext.Current.CancellationToken);
        for (int day = 1; day <= 12; day++)
        {
            await time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
            Assert.Equal(day, service.Batches);
            time.Advance(QuickDay);
        }

        await time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
        await shop.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(service.Lines.Count > 100);
        Assert.True(service.Lines[0].Date < new DateOnly(2024, 1, 8));
        Assert.Equal(service.Lines.OrderBy(line => line.Date).Select(line => line.Date), service.Lines.Select(line => line.Date));
    }

    [Fact]
    public async Task Run_WallClock_BeginsTwoYearsAgo()
    {
        FakeService service = new();
        ManualTime time = new();
        using DemoShop shop = new(service, new HostOptions { IsDemo = true, Clock = ClockKind.Wall }, time, NullLogger<DemoShop>.Instance);

        await shop.StartAsync(TestContext.Current.CancellationToken);
        await time.WhenArmedAsync(QuickDay, TestContext.Current.CancellationToken);
        await shop.StopAsync(TestContext.Current.CancellationToken);

        Assert.InRange(service.Lines[0].Date, new DateOnly(2009, 6, 30), new DateOnly(2009, 7, 10));
    }

    [Fact]
    public async Task Run_WhenRefused_EndsQuietly()
    {
        FakeService service = new() { Refusal = new ClvActors.Domain.Service.ServiceUnavailableException("full", true) };
        using DemoShop shop = new(service, new HostOptions { IsDemo = true }, new ManualTime(), NullLogger<DemoShop>.Instance);

        await shop.StartAsync(TestContext.Current.CancellationToken);

        await shop.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, service.Batches);
    }
}
