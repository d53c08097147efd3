using ClvActors.Browser.Tests.Harness;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace ClvActors.Browser.Tests.Harness;

/// <summary>One Chromium and two servers for all tests: a shop that streams in, and an empty one that tests fill themselves.</summary>
/// <remarks>Each starts with the first test that asks for it. Without Chromium every test is skipped and says so.</remarks>
public sealed class BrowserFixture : IAsyncDisposable
{
    /// <summary>Debian's Chromium; <c>CHROMIUM</c> names another.</summary>
    public static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private const string DemoFrom = "2025-02-01";
    private const int MostSettlings = 10_000;

    private readonly Lazy<Task<IPlaywright>> _playwright;
    private readonly Lazy<Task<IBrowser>> _browser;
    private readonly Lazy<Task<ServerProcess>> _demo = new(StartDemoAsync);
    private readonly Lazy<Task<ServerProcess>> _empty = new(() => ServerProcess.StartAsync(["clv-12m", "clv-6m"]));

    /// <summary>Makes the fixture; nothing starts yet.</summary>
    public BrowserFixture()
    {
        _playwright = new(() => Playwright.CreateAsync());
        _browser = new(LaunchAsync);
    }

    /// <summary>The server whose generated shop streams in at 2 days a second, from its second year on, for twenty minutes; monitoring has looked at it.</summary>
    public Task<ServerProcess> DemoAsync() => _demo.Value;

    /// <summary>The server that begins without a line.</summary>
    public Task<ServerProcess> EmptyAsync() => _empty.Value;

    /// <summary>Opens a page in a browser context of its own.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">Path of the page.</param>
    /// <param name="width">Width in CSS pixels: 1280 or 390.</param>
    /// <param name="theme">The system's theme.</param>
    public async Task<DashboardPage> OpenAsync(ServerProcess server, string path, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        IBrowser browser = await _browser.Value;
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(TimeLimits.OnPage);
        DashboardPage page = new(context, await context.NewPageAsync());
        await page.GoToAsync(path);
        return page;
    }

    /// <summary>Skips the test when there is no Chromium.</summary>
    public static void RequireChromium() =>
        Assert.SkipUnless(File.Exists(Chromium), $"Chromium is not at {Chromium} (apt-get install chromium, or set CHROMIUM); the pages were not tested.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
        }

        if (_playwright.IsValueCreated)
        {
            (await _playwright.Value).Dispose();
        }

        foreach (Lazy<Task<ServerProcess>> server in (Lazy<Task<ServerProcess>>[])[_demo, _empty])
        {
            if (server.IsValueCreated)
            {
                await (await server.Value).DisposeAsync();
            }
        }
    }

    private static async Task<ServerProcess> StartDemoAsync()
    {
        ServerProcess server = await ServerProcess.StartAsync(["clv-12m", "clv-6m", "clv-12m-reference"], "--demo");

        // A year and more passes at once; then days pass slowly enough that each of them settles.
        await server.PostAsync("/api/replay", new { action = "speed", speed = "max" });
        string asOf = "";
        for (int settled = 0; settled < MostSettlings && string.CompareOrdinal(asOf, DemoFrom) < 0; settled++)
        {
            asOf = (string?)(await server.PostAsync("/api/settle"))["as_of"] ?? "";
        }

        Assert.True(string.CompareOrdinal(asOf, DemoFrom) >= 0, $"The demo stands at {asOf} after {MostSettlings} settlings.");
        await server.PostAsync("/api/replay", new { action = "speed", speed = 2 });
        await server.PostAsync("/api/settle");
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(TimeLimits.NextLook));
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(100));
        while ((await server.GetAsync("/api/monitoring"))["as_of"] is null)
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }

        return server;
    }

    private async Task<IBrowser> LaunchAsync()
    {
        RequireChromium();
        Assertions.SetDefaultExpectTimeout(TimeLimits.OnPage);
        return await (await _playwright.Value).Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Timeout = TimeLimits.Browser,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }
}
