using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Host.Tests.Live;

public sealed class PopulationWatchTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Watch_Nobody_TakesNoSurveyUntilSomebodyComes()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        using SemaphoreSlim taken = new(0);
        watch.Changed += () => taken.Release();

        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((false, 0), (watch.IsWatched, server.Service.Surveys));
        using IDisposable watcher = watch.Watch();
        Assert.True(await taken.WaitAsync(Longest, TestContext.Current.CancellationToken));

        // Whatever would have been taken for nobody stands before this one.
        Assert.Equal((true, 1), (watch.IsWatched, server.Service.Surveys));
    }

    [Fact]
    public async Task Watch_Somebody_TakesSurveysUntilTheyLeave()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        using SemaphoreSlim taken = new(0);
        watch.Changed += () => taken.Release();

        IDisposable watcher = watch.Watch();
        Assert.True(await taken.WaitAsync(Longest, TestContext.Current.CancellationToken));
        await server.Time.WhenArmedAsync(PopulationWatch.Interval, TestContext.Current.CancellationToken);
        server.Time.Advance(PopulationWatch.Interval);
        Assert.True(await taken.WaitAsync(Longest, TestContext.Current.CancellationToken));

        Assert.Equal(4, watch.Current!.Groups.Sum(group => group.Count));
        IDisposable other = watch.Watch();
        watcher.Dispose();
        watcher.Dispose();
        Assert.True(watch.IsWatched, "One of two has left, if twice.");
        other.Dispose();
        Assert.False(watch.IsWatched, "Both have left.");

        // The pause ends without anybody; whoever comes next has one survey made.
        await server.Time.WhenArmedAsync(PopulationWatch.Interval, TestContext.Current.CancellationToken);
        server.Time.Advance(PopulationWatch.Interval);
        using IDisposable next = watch.Watch();
        Assert.True(await taken.WaitAsync(Longest, TestContext.Current.CancellationToken));
        Assert.Equal(3, server.Service.Surveys);
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
