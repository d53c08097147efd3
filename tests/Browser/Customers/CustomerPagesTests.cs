using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Customers;

/// <summary>The pages about customers with the demo running: complete, clean, accessible and fitting at both widths, and in both themes at the larger.</summary>
public sealed class CustomerPagesTests(BrowserFixture browser)
{
    public static TheoryData<string, int, ColorScheme> Looks()
    {
        TheoryData<string, int, ColorScheme> looks = [];
        foreach (string path in (string[])["/", "/lookup", "/lookup/most-valuable", "/what-if", "/portfolio", "/segments"])
        {
            looks.Add(path, 1280, ColorScheme.Light);
            looks.Add(path, 1280, ColorScheme.Dark);
            looks.Add(path, 390, ColorScheme.Light);
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_WithTheDemo_IsCompleteAndAccessible(string path, int width, ColorScheme theme)
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.DemoAsync();
        string shown = path == "/lookup/most-valuable" ? "/lookup/" + await DemoShop.MostValuableAsync(server) : path;
        await using DashboardPage page = await browser.OpenAsync(server, shown, width, theme);

        foreach (string mark in ReadyMarks(path))
        {
            await Assertions.Expect(page.Page.Locator(mark).First).ToBeVisibleAsync();
        }

        await page.ScreenshotAsync($"{(path == "/" ? "overview" : path.Trim('/').Replace('/', '-'))}-{width}-{theme.ToString().ToLowerInvariant()}");
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        page.AssertClean();
    }

    // What stands there last, when everything else does.
    private static string[] ReadyMarks(string path) => path switch
    {
        "/" => [".mix-chart svg text", "[aria-labelledby=movers-title] tbody tr"],
        "/lookup" => [".picks a"],
        "/lookup/most-valuable" => [".waterfall li", "[aria-labelledby=purchases-title] svg text", "[aria-labelledby=history-title] svg text"],
        "/what-if" => [".waterfall li"],
        "/portfolio" => [".dots", "tr.rz-data-row"],
        _ => [".matrix tbody tr", "[aria-labelledby=drift-title] svg text"],
    };
}
