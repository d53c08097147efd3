using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Host.Dashboard.Portfolio;
using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Host.Tests.Dashboard.Portfolio;

public sealed class PortfolioPageTests
{
    private const int TooManyToList = PortfolioCache.MostCustomers + 1;

    [Fact]
    public async Task Leave_WhileTheCustomersAreRead_LeavesNoWatch()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        TaskCompletionSource<ServiceStatus> held = new();
        ServiceStatus large = await server.Service.StatusAsync(TestContext.Current.CancellationToken) with { Customers = TooManyToList };
        server.Service.StatusHeld = held.Task;
        using PageRenderer page = await PageRenderer.RenderAsync<PortfolioPage>(server.Application.Services, "/portfolio", isAwaited: false);

        await page.LeaveAsync();
        held.SetResult(large);
        await page.Dispatcher.InvokeAsync(() => { });

        Assert.False(watch.IsWatched);
    }

    [Fact]
    public async Task Leave_WhileWatching_EndsTheWatch()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        PopulationWatch watch = server.Application.Services.GetRequiredService<PopulationWatch>();
        ServiceStatus large = await server.Service.StatusAsync(TestContext.Current.CancellationToken) with { Customers = TooManyToList };
        server.Service.StatusHeld = Task.FromResult(large);
        using PageRenderer page = await PageRenderer.RenderAsync<PortfolioPage>(server.Application.Services, "/portfolio");
        Assert.True(watch.IsWatched);

        await page.LeaveAsync();

        Assert.False(watch.IsWatched);
    }

    [Fact]
    public async Task Click_WhileTheServiceDoesNotAnswer_SaysSoAndThePageStays()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        ServiceStatus large = await server.Service.StatusAsync(TestContext.Current.CancellationToken) with { Customers = TooManyToList };
        server.Service.StatusHeld = Task.FromResult(large);
        server.Service.Density = [new DensityCell(2, 20, ClvSegment.Growing, LifecycleStage.Loyal, PurchaseStatus.Active, TooManyToList)];
        using PageRenderer page = await PageRenderer.RenderAsync<PortfolioPage>(server.Application.Services, "/portfolio");
        PortfolioChart chart = page.Find<PortfolioChart>();
        server.Service.ListRefusal = new TimeoutException("No answer of grain 17.");

        await page.TellAsync(chart.Clicked, (100.0, 100.0));

        Assert.Contains("The customer cannot be opened now: No answer of grain 17.", page.Text(), StringComparison.Ordinal);
    }
}
