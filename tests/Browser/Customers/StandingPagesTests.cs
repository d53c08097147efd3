using System.Globalization;
using System.Text.RegularExpressions;
using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Customers;

/// <summary>What people do on the pages of a server on which nothing moves; one after another, because one of them restarts it.</summary>
public sealed partial class StandingPagesTests(BrowserFixture browser, StandingShop shop) : IClassFixture<StandingShop>
{
    [Fact]
    public async Task Portfolio_RowChosen_OpensTheCustomer()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(shop.Server, "/portfolio");
        ILocator first = page.Page.Locator("tr.rz-data-row a").First;
        string customer = await first.InnerTextAsync();

        await first.ClickAsync();

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync($"Customer {customer}");
        page.AssertClean();
    }

    [Fact]
    public async Task Portfolio_DotChosen_OpensItsCustomer()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(shop.Server, "/portfolio?segment=Champions");
        ILocator rows = page.Page.Locator("tr.rz-data-row");
        await Assertions.Expect(rows.First.Locator(".segment-tag")).ToHaveTextAsync("Champions");
        string[] champions = [.. await rows.Locator("a").AllInnerTextsAsync()];

        // The first dot of the Champions' path.
        ILocator dots = page.Page.Locator("#portfolio-plot .dots[d^=M]").First;
        Match dot = FirstDot().Match(await dots.GetAttributeAsync("d") ?? "");
        Assert.True(dot.Success);
        LocatorBoundingBoxResult drawn = (await page.Page.Locator("#portfolio-plot").BoundingBoxAsync())!;
        (float x, float y) = (Number(dot.Groups["x"]) * drawn.Width / 1000, Number(dot.Groups["y"]) * drawn.Height / 420);
        await page.Page.Locator("#portfolio-plot").ClickAsync(new() { Position = new() { X = x, Y = y } });

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync(CustomerHeading());
        Assert.Contains((await page.Page.Locator("h1").InnerTextAsync())["Customer ".Length..], champions);
        page.AssertClean();

        static float Number(Group text) => float.Parse(text.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Portfolio_Filtered_NarrowsPlotTableAndDownload()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(shop.Server, "/portfolio");
        ILocator counted = page.Page.Locator(".page-head p").First;
        await Assertions.Expect(counted).ToHaveTextAsync("60 customers");
        await Assertions.Expect(page.Page.Locator("tr.rz-data-row")).ToHaveCountAsync(20);

        await page.Page.Locator("label").Filter(new() { HasText = "Lifecycle" }).Locator(".rz-dropdown").ClickAsync();
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "New", Exact = true }).ClickAsync();
        await Assertions.Expect(counted).ToHaveTextAsync(SomeOfSixty());
        string byLifecycle = await counted.InnerTextAsync();
        await page.Page.GetByLabel("Value from").FillAsync("100");
        await page.Page.GetByLabel("Value from").PressAsync("Tab");
        await Assertions.Expect(counted).Not.ToHaveTextAsync(byLifecycle);
        int shown = int.Parse(SomeOfSixty().Match(await counted.InnerTextAsync()).Groups["shown"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(shown, 1, 59);
        await Assertions.Expect(page.Page.Locator("tr.rz-data-row")).ToHaveCountAsync(Math.Min(shown, 20));
        int dots = (await page.Page.Locator("#portfolio-plot .dots").EvaluateAllAsync<string[]>("paths => paths.map(path => path.getAttribute('d'))")).Sum(path => path.Count(letter => letter == 'M'));
        Assert.Equal(shown, dots);

        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByText("Download what is shown (CSV)").ClickAsync());
        string[] lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        string[] columns = lines[0].Split(',');
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        Assert.Equal(shown, rows.Length);
        await Assertions.Expect(page.Page.Locator("tr.rz-data-row a")).ToHaveTextAsync(rows.Take(20).Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal("New", row[Array.IndexOf(columns, "lifecycle_stage")]));
        Assert.All(rows, row => Assert.True(double.Parse(row[Array.IndexOf(columns, "predicted_clv")], CultureInfo.InvariantCulture) >= 100));
        page.AssertClean();
    }

    [Fact]
    public async Task Server_RestartedUnderAnOpenPage_SaysSoAndComesBack()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(shop.Server, "/");
        await Assertions.Expect(page.Page.Locator("dt:text-is('Customers') + dd")).ToContainTextAsync("60");
        page.AssertClean();

        await shop.Server.KillAsync();
        ILocator dialog = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "The connection to the server is lost" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await page.ScreenshotAsync("connection-lost");
        await shop.Server.StartAgainAsync();

        await Assertions.Expect(page.Page.GetByText("The server had started again, so this page was loaded anew.")).ToBeVisibleAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator("dt:text-is('Customers') + dd")).ToContainTextAsync("60");
        await page.ScreenshotAsync("connection-back");

        // Between the two the browser reports every attempt to connect; nothing else may have gone wrong.
        Assert.All(page.TakeProblems(), problem => Assert.Matches(LostConnection(), problem));
        await page.GoToAsync("/segments");
        page.AssertClean();
    }

    [GeneratedRegex(@"^M(?<x>[\d.]+) (?<y>[\d.]+)h0")]
    private static partial Regex FirstDot();

    [GeneratedRegex(@"^Customer \d+$")]
    private static partial Regex CustomerHeading();

    [GeneratedRegex(@"^(?<shown>\d+) of 60 customers$")]
    private static partial Regex SomeOfSixty();

    [GeneratedRegex("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket|Connection disconnected|Failed to complete negotiation|Failed to fetch|Failed to start the connection|connection could not be found|answer 503|status of 503", RegexOptions.IgnoreCase)]
    private static partial Regex LostConnection();
}
