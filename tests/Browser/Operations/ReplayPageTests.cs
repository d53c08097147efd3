using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Operations;

/// <summary>What operators do to a server: replay, upload, swap the model. One after another, because they change the same server.</summary>
public sealed partial class ReplayPageTests(BrowserFixture browser)
{
    private const string Header = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";

    [Fact]
    public async Task Replay_StartedAndPaused_MovesAndStands()
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.EmptyAsync();
        await using DashboardPage page = await browser.OpenAsync(server, "/replay");

        await page.Button("30 days/s").ClickAsync();
        await page.Button("Start").ClickAsync();
        await Assertions.Expect(page.Test("speed")).ToHaveTextAsync("30 days a second");
        await Assertions.Expect(page.Test("position")).ToContainTextAsync(Year());
        string first = await page.Test("position").InnerTextAsync();
        await Assertions.Expect(page.Test("position")).Not.ToHaveTextAsync(first);

        await page.Button("Pause").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".replay-state")).ToHaveTextAsync("paused");

        // The batch that was under way may be counted yet, and no other.
        HashSet<long> counted = [];
        for (int looks = 0; looks < 50; looks++)
        {
            JsonNode still = await server.GetAsync("/api/replay");
            Assert.Equal("paused", (string?)still["state"]);
            counted.Add((long)still["counts"]!["lines"]!);
            await server.PostAsync("/api/settle");
        }

        Assert.True(counted.Count <= 2, $"Paused at {string.Join(", ", counted)} lines.");
        await Assertions.Expect(page.Test("lines")).ToContainTextAsync(counted.Max().ToString("N0", CultureInfo.InvariantCulture));

        // Not resumed at the highest speed: the source might end before somebody stops it.
        await page.Button("Max").ClickAsync();
        await Assertions.Expect(page.Test("speed")).ToHaveTextAsync("as fast as possible");
        await page.Button("5 days/s").ClickAsync();
        await Assertions.Expect(page.Test("speed")).ToHaveTextAsync("5 days a second");
        string standing = await page.Test("position").InnerTextAsync();
        await page.Button("Resume").ClickAsync();
        await Assertions.Expect(page.Test("position")).Not.ToHaveTextAsync(standing);
        await page.Button("Stop").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".replay-state")).ToHaveTextAsync("idle");
        page.AssertClean();
    }

    [Fact]
    public async Task Upload_GoodAndBadRows_ReportsThem()
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.EmptyAsync();
        await using DashboardPage page = await browser.OpenAsync(server, "/replay", 390);

        // Another test may have replayed years before: none of these lines is too late after that.
        DateOnly newest = DateOnly.ParseExact((string?)(await server.GetAsync("/health"))["as_of"] ?? "2023-12-28", "yyyy-MM-dd");
        StringBuilder csv = new(Header);
        for (int line = 0; line < 3_000; line++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"UP{line},85123A,WHITE HEART,2,{newest.AddDays(-(line % 28)):yyyy-MM-dd} 10:00:00,2.55,9{line % 50:000},France\n");
        }

        csv.Append(CultureInfo.InvariantCulture, $"too,short\nCUP1,85123A,WHITE HEART,-2,{newest:yyyy-MM-dd} 10:00:00,2.55,9001,France\nUP9999,85123A,WHITE HEART,2,{newest:yyyy-MM-dd} 10:00:00,2.55,,France\n");

        await UploadAsync(page, "shop.csv", csv.ToString());

        ILocator upload = page.Page.GetByRole(AriaRole.Article, new() { Name = "Upload shop.csv" }).First;
        await Assertions.Expect(upload).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(upload).ToContainTextAsync("3,003 lines");
        await Assertions.Expect(upload).ToContainTextAsync("3,000 accepted");
        await Assertions.Expect(upload).ToContainTextAsync("line 3,002: has 2 fields, expected 8");
        await Assertions.Expect(upload).ToContainTextAsync("too,short");
        await Assertions.Expect(upload).ToContainTextAsync("Cancellation: 1");
        await page.ScreenshotAsync("replay-upload-390");
        await page.AssertFitsAsync();
        await page.AssertAccessibleAsync();
        page.AssertClean();
    }

    [Theory]
    [InlineData("page.csv", "<!doctype html><html></html>", "The file is HTML or XML, not CSV")]
    [InlineData("half.csv", "Invoice,StockCode,Quantity,InvoiceDate,Price,Country\n", "Customer ID")]
    [InlineData("empty.csv", "", "The file is empty")]
    public async Task Upload_NoTransactions_SaysWhatIsWrong(string name, string content, string part)
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.EmptyAsync(), "/replay");

        await UploadAsync(page, name, content);

        ILocator upload = page.Page.GetByRole(AriaRole.Article, new() { Name = $"Upload {name}" }).First;
        await Assertions.Expect(upload.GetByRole(AriaRole.Alert)).ToContainTextAsync(part);
        await Assertions.Expect(upload).ToHaveAttributeAsync("data-state", "failed");
        page.AssertClean();
    }

    [Fact]
    public async Task Swap_BrokenBundle_SaysWhyAndTheServingOneStays()
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.EmptyAsync();
        string broken = Path.Combine(server.Models, "broken");
        ServerProcess.CopyBundle("clv-6m", broken);
        await File.AppendAllTextAsync(Path.Combine(broken, "value.txt"), "x", TestContext.Current.CancellationToken);
        await using DashboardPage page = await browser.OpenAsync(server, "/model");

        await page.Button("Serve broken").ClickAsync();
        await page.Button("Serve it").ClickAsync();

        await Assertions.Expect(page.Test("swap-problem")).ToContainTextAsync("broken cannot serve; clv-12m goes on");
        await Assertions.Expect(page.Test("swap-problem")).ToContainTextAsync("SHA-256");
        Assert.Equal("clv-12m", (string?)(await server.GetAsync("/health"))["bundle"]);
        await page.ScreenshotAsync("model-broken-swap");

        await page.Button("Serve clv-6m").ClickAsync();
        await page.Button("Serve it").ClickAsync();
        await Assertions.Expect(page.Test("serving")).ToContainTextAsync("clv-6m serves");
        Assert.Equal("clv-6m", (string?)(await server.GetAsync("/health"))["bundle"]);
        await server.PostAsync("/api/model", new { bundle = "clv-12m" });
        await Assertions.Expect(page.Test("serving")).ToContainTextAsync("clv-12m serves");
        page.AssertClean();
    }

    private static async Task UploadAsync(DashboardPage page, string name, string content)
    {
        await page.Page.Locator("#upload-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await Assertions.Expect(page.Button("Upload")).ToBeEnabledAsync();
        await page.Button("Upload").ClickAsync();
    }

    [GeneratedRegex(@"\b20\d\d\b")]
    private static partial Regex Year();
}
