using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClvActors.Host.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ClvActors.Host.Tests.Serving;

/// <summary>The real server on a socket of its own, around a fake service.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private TestServer(WebApplication application, FakeService service, ManualTime time)
    {
        Application = application;
        Service = service;
        Time = time;
        Address = new Uri(application.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(100),
        };
    }

    public WebApplication Application { get; }

    public FakeService Service { get; }

    public ManualTime Time { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<TestServer> StartAsync(Func<HostOptions, HostOptions>? change = null)
    {
        FakeService service = new();
        ManualTime time = new();
        HostOptions options = new() { Urls = "http://127.0.0.1:0", ModelsDirectory = Path.Combine(AppContext.BaseDirectory, "no-models") };
        WebApplication application = HostApplication.Build(change?.Invoke(options) ?? options, service, time, logging => logging.ClearProviders());
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(application, service, time);
    }

    /// <summary>A server whose customers 1 to n have 2 invoices each and spend 30, 60, … in all; customer "B-7" is a cold start.</summary>
    public static async Task<TestServer> WithCustomersAsync(int customers, Func<HostOptions, HostOptions>? change = null)
    {
        TestServer server = await StartAsync(change);
        StringBuilder csv = new(Sales.Header);
        for (int id = 1; id <= customers; id++)
        {
            csv.Append(Sales.Line($"{id}01", 10 * id, 1, id.ToString(), "2011-06-01")).Append(Sales.Line($"{id}02", 20 * id, 1, id.ToString(), "2011-06-20"));
        }

        csv.Append(Sales.Line("9901", 5, 1, "B-7", "2011-06-20"));
        (int status, _) = await server.PostAsync("/api/transactions", "text/csv", csv.ToString());
        Assert.Equal(200, status);
        return server;
    }

    public async Task<(int Status, JsonNode Body)> GetAsync(string path) => await ReadAsync(await Client.GetAsync(path, TestContext.Current.CancellationToken));

    public Task<(int Status, JsonNode Body)> PostAsync(string path, string type, string body) => PostAsync(path, type, Encoding.UTF8.GetBytes(body));

    public async Task<(int Status, JsonNode Body)> PostAsync(string path, string? type, byte[] body, string? encoding = null)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await ReadAsync(await Client.PostAsync(path, content, TestContext.Current.CancellationToken));
    }

    /// <summary>Posts and expects an error of the one shape.</summary>
    public async Task ExpectErrorAsync(int status, string code, string part, string path, string type, string body) =>
        ExpectError(status, code, part, await PostAsync(path, type, body));

    public static void ExpectError(int status, string code, string part, (int Status, JsonNode Body) answer)
    {
        Assert.Equal((status, code), (answer.Status, (string?)answer.Body["error"]));
        Assert.Contains(part, (string?)answer.Body["message"], StringComparison.Ordinal);
        Assert.Equal(2, answer.Body.AsObject().Count);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Application.DisposeAsync();
    }

    private static async Task<(int Status, JsonNode Body)> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            return ((int)response.StatusCode, JsonNode.Parse(text)!);
        }
    }
}
