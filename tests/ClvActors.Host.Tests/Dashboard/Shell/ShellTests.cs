using System.Net;
using System.Text.RegularExpressions;
using ClvActors.Host.Dashboard.Shell;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Dashboard.Shell;

public sealed partial class ShellTests
{
    [Fact]
    public async Task Get_Overview_ServesEverythingItLinksFromHere()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage page = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        string[] files = [.. LinkedFile().Matches(html).Select(match => match.Groups[1].Value)];
        Assert.Contains(files, file => file.Contains("Radzen.Blazor", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("_framework/blazor.web.js", StringComparison.Ordinal));
        foreach (string file in files)
        {
            using HttpResponseMessage asset = await server.Client.GetAsync("/" + file, TestContext.Current.CancellationToken);
            Assert.True(asset.IsSuccessStatusCode, file);
            Assert.NotEqual("application/json", asset.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/nothing", "text/html", "text/html")]
    [InlineData("/nothing", "*/*", "application/json")]
    [InlineData("/api/nothing", "text/html", "application/json")]
    public async Task Get_UnknownPath_AnswersPeopleAndProgramsApart(string path, string accept, string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);

        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        if (type == "text/html")
        {
            Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("dark", "/lookup/12748", HttpStatusCode.Redirect, "/lookup/12748")]
    [InlineData("light", "https://elsewhere.example/", HttpStatusCode.Redirect, "/")]
    [InlineData("system", "//elsewhere.example/", HttpStatusCode.Redirect, "/")]
    [InlineData("pink", "/", HttpStatusCode.BadRequest, null)]
    public async Task Post_Theme_IsRememberedAndLeadsBackHere(string theme, string back, HttpStatusCode status, string? location)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["theme"] = theme, ["back"] = back });

        using HttpResponseMessage answer = await client.PostAsync(ThemeChoice.Path, form, TestContext.Current.CancellationToken);
        string html = await client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal((status, location), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains($"data-theme=\"{(location is null ? "system" : theme)}\"", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<(?:link|script)[^>]* (?:href|src)=\"([^\"]+)\"")]
    private static partial Regex LinkedFile();
}
