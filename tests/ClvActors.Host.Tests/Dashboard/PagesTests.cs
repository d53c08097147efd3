using System.Net;
using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Host.Tests.Dashboard;

/// <summary>What the server renders before the circuit stands; a real browser drives the pages in tests/Browser.</summary>
public sealed class PagesTests
{
    [Theory]
    [InlineData("/", "Customers", "Segments", "Movers")]
    [InlineData("/lookup", "Which customer?", "B-7")]
    [InlineData("/lookup/3", "Customer 3", "Predicted value", "Why £", "Last purchase")]
    [InlineData("/lookup/B-7", "Cold start", "no score to explain")]
    [InlineData("/lookup/nobody", "There is no customer nobody")]
    [InlineData("/what-if", "Days since last purchase", "Show the other 57 features", "There is no data directory here")]
    [InlineData("/what-if?customer=3", "Starts from customer 3", "of them are held")]
    [InlineData("/what-if?stored=9", "There is no stored what-if 9")]
    [InlineData("/portfolio", "13 customers", "Download what is shown")]
    [InlineData("/portfolio?segment=Champions", "3 of 13 customers", "/api/portfolio.csv?segment=Champions")]
    [InlineData("/segments", "VIP treatment", "Lifecycle and purchases", "Thresholds over time")]
    public async Task Get_Page_ShowsItsContentAtOnce(string path, params string[] parts)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        await server.Application.Services.GetRequiredService<LiveStatus>().ReadAsync(TestContext.Current.CancellationToken);
        await server.Application.Services.GetRequiredService<PopulationWatch>().FirstAsync(TestContext.Current.CancellationToken);

        string html = WebUtility.HtmlDecode(await server.Client.GetStringAsync(path, TestContext.Current.CancellationToken));

        Assert.All(parts, part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.Contains("<title>", html, StringComparison.Ordinal);
        Assert.Single(html.Split("<h1").Skip(1));
    }

    [Theory]
    [InlineData("/", "No customer yet")]
    [InlineData("/portfolio", "No customer yet")]
    [InlineData("/segments", "No customer yet")]
    [InlineData("/lookup", "Which customer?")]
    public async Task Get_Page_WithoutCustomers_SaysSo(string path, string part)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.Application.Services.GetRequiredService<LiveStatus>().ReadAsync(TestContext.Current.CancellationToken);

        Assert.Contains(part, WebUtility.HtmlDecode(await server.Client.GetStringAsync(path, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Page_WhileTheServiceDoesNotAnswer_SaysSo()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        LiveStatus live = server.Application.Services.GetRequiredService<LiveStatus>();
        await live.ReadAsync(TestContext.Current.CancellationToken);
        server.Service.StatusRefusal = new TimeoutException("no answer in 5 s");
        await live.ReadAsync(TestContext.Current.CancellationToken);

        string html = await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Contains("No answer from the service.", html, StringComparison.Ordinal);
        Assert.Contains("Standing still", html, StringComparison.Ordinal);
    }
}
