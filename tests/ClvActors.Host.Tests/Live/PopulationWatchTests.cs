using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Host.Tests.Live;

public sealed class PopulationWatchTests
{
    [Fact]
    public async Task Watch_Nobody_TakesNoSurvey()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);

        server.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, server.Service.Surveys);
    }

    [Fact]
    public async Task Watch_Somebody_TakesSurveysUntilTheyLeave()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        using SemaphoreSlim taken = new(0);
        watch.Changed += () => taken.Release();

        IDisposable watcher = watch.Watch();
        Assert.True(await taken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await server.Time.WhenArmedAsync(PopulationWatch.Interval, TestContext.Current.CancellationToken);
        server.Time.Advance(PopulationWatch.Interval);
        Assert.True(await taken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal(4, watch.Current!.Groups.Sum(group => group.Count));
        watcher.Dispose();
        watcher.Dispose();
    }

    [Fact]
    public async Task First_ManyAtOnce_TakeOneSurvey()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => watch.FirstAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(1, server.Service.Surveys);
    }

    [Fact]
    public async Task Survey_ThatFails_IsToldAndTheOneBeforeStays()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        server.Service.SurveyRefusal = new TimeoutException("too slow");

        Assert.Null(await watch.FirstAsync(TestContext.Current.CancellationToken));
        Assert.Equal("too slow", watch.Problem);
        server.Service.SurveyRefusal = null;
        Assert.NotNull(await watch.FirstAsync(TestContext.Current.CancellationToken));
        Assert.Null(watch.Problem);
    }
}
