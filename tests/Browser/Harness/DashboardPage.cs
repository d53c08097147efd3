using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClvActors.Browser.Tests.Harness;

/// <summary>One page of the dashboard in a browser, with everything that went wrong in it.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    internal DashboardPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Note($"console {message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Note($"script error: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A page that is left ends its own long requests.
            if (request.Failure != "net::ERR_ABORTED")
            {
                Note($"request failed: {request.Method} {request.Url}: {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Note($"answer {response.Status}: {response.Url}");
            }
        };
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>Finds an element by <c>data-test</c>.</summary>
    public ILocator Test(string name) => Page.Locator($"[data-test={name}]");

    /// <summary>Finds a button by its name.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Goes to a path and waits until the page is interactive, so that clicks are heard.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);

        // The frame puts the focus on the heading after its first interactive render: before that there are no handlers behind the buttons.
        await Page.Locator("h1[tabindex='-1']").First.WaitForAsync();
    }

    /// <summary>Keeps a picture of the whole page as <c>artifacts/screenshots/NAME.png</c>.</summary>
    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Checkout.Screenshots, name + ".png"), FullPage = true });

    /// <summary>Fails unless nothing went wrong in the browser so far.</summary>
    public void AssertClean()
    {
        lock (_problems)
        {
            Assert.True(_problems.Count == 0, $"{Page.Url}:\n{string.Join('\n', _problems)}");
        }
    }

    /// <summary>Takes out what went wrong so far, for a test that expects some of it and checks the rest itself.</summary>
    public IReadOnlyList<string> TakeProblems()
    {
        lock (_problems)
        {
            string[] taken = [.. _problems];
            _problems.Clear();
            return taken;
        }
    }

    /// <summary>Fails when the page is wider than the window.</summary>
    public async Task AssertFitsAsync()
    {
        string[] over = await Page.EvaluateAsync<string[]>(
            """
            () => {
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [`${document.documentElement.scrollWidth} px`, ...[...document.querySelectorAll("main *")].filter(one => one.getBoundingClientRect().right > width + 1 && !one.parentElement.closest(".scroll, .rz-data-grid-data"))
                    .slice(0, 6).map(one => `${one.tagName}.${one.className?.baseVal ?? one.className} to ${Math.round(one.getBoundingClientRect().right)}`)];
            }
            """);
        Assert.True(over.Length == 0, $"{Page.Url} is wider than the window of {Page.ViewportSize!.Width} px: {string.Join("; ", over)}");
    }

    /// <summary>Fails on serious or critical violations of the rules of axe.</summary>
    public async Task AssertAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        string[] serious =
        [
            .. result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Impact} {violation.Id}: {violation.Help}\n    {string.Join("\n    ", violation.Nodes.Take(4).Select(node => node.Html))}"),
        ];
        Assert.True(serious.Length == 0, $"{Page.Url}:\n{string.Join('\n', serious)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(string problem)
    {
        lock (_problems)
        {
            _problems.Add(problem);
        }
    }
}
