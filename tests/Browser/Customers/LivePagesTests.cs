using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Customers;

/// <summary>What people do on the pages about customers while the demo streams in.</summary>
public sealed class LivePagesTests(BrowserFixture browser)
{
    private const int MostTabStops = 25;

    [Fact]
    public async Task Overview_WhileSalesComeIn_MovesWithoutReload()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/");
        await page.Page.EvaluateAsync("window.stayed = true");
        string lines = await page.Test("lines").InnerTextAsync();
        string asOf = await page.Test("as-of").InnerTextAsync();

        await Assertions.Expect(page.Test("lines")).Not.ToHaveTextAsync(lines);
        await Assertions.Expect(page.Test("as-of")).Not.ToHaveTextAsync(asOf);

        Assert.True(await page.Page.EvaluateAsync<bool>("window.stayed === true"), "The page was loaded again.");
        page.AssertClean();
    }

    [Fact]
    public async Task Lookup_TypedAhead_OpensTheCustomerWhoExplainsItself()
    {
        BrowserFixture.RequireChromium();
        ServerProcess server = await browser.DemoAsync();
        string customer = await DemoShop.MostValuableAsync(server);
        await using DashboardPage page = await browser.OpenAsync(server, "/lookup");

        await page.Page.GetByLabel("Find a customer by id").PressSequentiallyAsync(customer[..^1]);
        await page.Page.GetByRole(AriaRole.Option, new() { Name = customer, Exact = true }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync($"Customer {customer}");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Uri(server.Address, "/lookup/" + customer).ToString());
        ILocator steps = page.Page.Locator(".waterfall li");
        await Assertions.Expect(steps.First).ToContainTextAsync("A typical customer");
        await Assertions.Expect(steps.Last).ToContainTextAsync("Prediction");
        Assert.True(await steps.CountAsync() > 5, $"The waterfall has {await steps.CountAsync()} steps.");
        await Assertions.Expect(page.Page.Locator(".facts")).ToContainTextAsync("80% interval");
        await Assertions.Expect(page.Page.Locator("[aria-labelledby=purchases-title] svg text").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[aria-labelledby=history-title] svg text").First).ToBeVisibleAsync();
        page.AssertClean();
    }

    [Fact]
    public async Task Lookup_UnknownCustomer_SaysSo()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/lookup/987654321", 390);

        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("There is no customer 987654321");
        await page.ScreenshotAsync("lookup-unknown-390");
        await page.AssertFitsAsync();
        page.AssertClean();
    }

    [Fact]
    public async Task WhatIf_SliderMovedAndStored_PredictsAnewAndIsListed()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/what-if");
        ILocator prediction = page.Page.Locator(".answer .fact-value").First;
        ILocator reasons = page.Page.Locator(".waterfall");
        await Assertions.Expect(reasons).ToBeVisibleAsync();
        string predicted = await prediction.InnerTextAsync();
        string explained = await reasons.InnerTextAsync();

        await page.Page.GetByRole(AriaRole.Slider, new() { Name = "Spend in the window" }).FillAsync("900");

        await Assertions.Expect(prediction).Not.ToHaveTextAsync(predicted);
        await Assertions.Expect(reasons).Not.ToHaveTextAsync(explained, new() { UseInnerText = true });
        await page.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("loyal wholesaler");
        await page.Button("Store this one").ClickAsync();
        ILocator row = page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "loyal wholesaler" });
        await Assertions.Expect(row).ToContainTextAsync(await prediction.InnerTextAsync());

        // A stored what-if is a place to start from.
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".page-head")).ToContainTextAsync("loyal wholesaler");
        await page.ScreenshotAsync("what-if-stored");
        page.AssertClean();
    }

    [Fact]
    public async Task Segments_WithTheDemo_ShowTheMatrixAndLeadToTheirCustomers()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/segments");

        ILocator matrix = page.Page.GetByRole(AriaRole.Table, new() { Name = "Customers by lifecycle stage and purchase status" });
        await Assertions.Expect(matrix.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["New", "Growing", "Established", "Loyal"]);
        await Assertions.Expect(matrix.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["First purchase", "Active", "Lagging", "Dormant", "Churn-risk"]);
        await Assertions.Expect(matrix.Locator("td strong").First).ToBeVisibleAsync();

        await page.Page.Locator(".segment").Filter(new() { HasText = "Growing" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Portfolio");
        await Assertions.Expect(page.Page.Locator("tr.rz-data-row .segment-tag").First).ToHaveTextAsync("Growing");
        page.AssertClean();
    }

    [Fact]
    public async Task Theme_Chosen_HoldsOnEveryPage()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/segments");
        ILocator root = page.Page.Locator("html");
        await Assertions.Expect(root).Not.ToHaveAttributeAsync("data-theme", "dark");
        string light = await page.Page.EvaluateAsync<string>(Ground);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true }).ClickAsync();

        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Segments");
        Assert.NotEqual(light, await page.Page.EvaluateAsync<string>(Ground));
        await page.GoToAsync("/lookup");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        page.AssertClean();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/portfolio")]
    [InlineData("/what-if")]
    public async Task Keyboard_TabStops_ShowTheFocus(string path)
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), path);
        await Assertions.Expect(page.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        for (int stop = 0; stop < MostTabStops; stop++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            string hidden = await page.Page.EvaluateAsync<string>(HiddenFocus);
            Assert.True(hidden.Length == 0, $"{path}, Tab {stop + 1}: nothing shows the focus on {hidden}");
        }

        page.AssertClean();
    }

    [Fact]
    public async Task Keyboard_SkipLink_LeadsToTheContent()
    {
        BrowserFixture.RequireChromium();
        await using DashboardPage page = await browser.OpenAsync(await browser.DemoAsync(), "/lookup");

        // From the heading, which has the focus, back to where a page begins.
        ILocator skip = page.Page.Locator(".skip-link");
        for (int stop = 0; stop < MostTabStops && !await skip.EvaluateAsync<bool>("link => link === document.activeElement"); stop++)
        {
            await page.Page.Keyboard.PressAsync("Shift+Tab");
        }

        await Assertions.Expect(skip).ToBeFocusedAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#content")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.GetByLabel("Find a customer by id")).ToBeFocusedAsync();
        page.AssertClean();
    }

    private const string Ground = "getComputedStyle(document.body).backgroundColor";

    // The element that has the focus without an outline or a shadow around it, or around what wraps it as a component; empty when it shows. The document itself is a stop between its ends.
    private const string HiddenFocus =
        """
        () => {
            const focused = document.activeElement;
            if (!focused || focused === document.body) return "";
            for (let shown = focused, level = 0; shown && level < 3; shown = shown.parentElement, level++) {
                const style = getComputedStyle(shown);
                if ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || (level > 0 && style.boxShadow !== "none")) return "";
            }
            return focused.outerHTML.slice(0, 200);
        }
        """;
}
