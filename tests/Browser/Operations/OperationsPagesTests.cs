using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Operations;

/// <summary>The operators' pages with the demo running: complete, clean, accessible and fitting at both widths in both themes.</summary>
public sealed class OperationsPagesTests(BrowserFixture browser)
{
    public static TheoryData<string, ColorScheme> Looks()
    {
        TheoryData<string, ColorScheme> looks = [];
        foreach (string path in (string[])["/replay", "/model", "/monitoring", "/summary/now"])
        {
            looks.Add(path, ColorScheme.Light);
            looks.Add(path, ColorScheme.Dark);
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_WithTheDemo_IsCompleteAndAccessible(string path, ColorScheme theme)
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.DemoAsync();
        await using DashboardPage page = await browser.OpenAsync(server, path == "/summary/now" ? await QuarterAsync(server) : path, 1280, theme);

        await Assertions.Expect(page.Page.Locator(ReadyMark(path)).First).ToBeVisibleAsync();

        foreach (int width in (int[])[1280, 390])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync($"{path.Trim('/').Replace('/', '-')}-{width}-{theme.ToString().ToLowerInvariant()}");
            await page.AssertFitsAsync();
            await page.AssertAccessibleAsync();
        }

        page.AssertClean();
    }

    [Fact]
    public async Task Monitoring_AsDaysSettle_FollowsAndSorts()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/monitoring");
        ILocator rows = page.Page.Locator(".drift tbody tr.rz-data-row");
        await Assertions.Expect(rows.Nth(5)).ToBeVisibleAsync();
        string before = await page.Test("monitored").InnerTextAsync();

        await Assertions.Expect(page.Test("monitored")).Not.ToHaveTextAsync(before, new() { Timeout = TimeLimits.NextLook });
        await page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".drift th[aria-sort=ascending]")).ToBeVisibleAsync();
        await page.Button("Segments").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        page.AssertClean();
    }

    [Fact]
    public async Task Summary_Printed_LeavesOutTheFrame()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/replay");
        await page.Page.AddInitScriptAsync("window.print = () => { window.wasPrinted = true; }");
        await page.GoToAsync(await QuarterAsync(await browser.DemoAsync()));
        await Assertions.Expect(page.Page.Locator("#segments-title")).ToBeVisibleAsync();

        await page.Button("Print").ClickAsync();
        await page.Page.WaitForFunctionAsync("() => window.wasPrinted === true");
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Page.Locator(".frame-side")).ToBeHiddenAsync();
        await Assertions.Expect(page.Button("Print")).ToBeHiddenAsync();
        await page.ScreenshotAsync("summary-printed");
        Assert.True((await page.Page.PdfAsync()).Length > 5_000);
        page.AssertClean();
    }

    [Theory]
    [InlineData("/summary/1999-q1", "no settled day")]
    [InlineData("/summary/spring", "no quarter")]
    public async Task Summary_OfNothing_SaysWhatThereIs(string path, string part)
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), path);

        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync(part);
        page.AssertClean();
    }

    // The quarter of the newest settled day: which earlier ones there are depends on how days coalesced.
    private static async Task<string> QuarterAsync(ServerProcess server)
    {
        DateOnly asOf = DateOnly.ParseExact((string)(await server.GetAsync("/api/monitoring"))["as_of"]!, "yyyy-MM-dd");
        return $"/summary/{asOf.Year}-q{((asOf.Month - 1) / 3) + 1}";
    }

    private static string ReadyMark(string path) => path switch
    {
        "/replay" => "[data-reason=cancellation]",
        "/model" => ".calibration svg text",
        "/monitoring" => ".drift tbody tr.rz-data-row",
        _ => "#segments-title",
    };
}
