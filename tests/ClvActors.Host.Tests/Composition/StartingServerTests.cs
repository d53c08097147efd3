using System.Net;
using ClvActors.Host.Composition;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;
using ClvActors.TestData;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ClvActors.Host.Tests.Composition;

public sealed class StartingServerTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_BeforeTheService_AnswersProbesAndHandsTheAddressOver()
    {
        HostOptions options = new() { Urls = $"http://127.0.0.1:{LoopbackPorts.Take()}" };
        using HostTelemetry telemetry = HostTelemetry.Start(options);
        StartingServer? starting = await StartingServer.StartAsync(options, telemetry);
        using HttpClient client = new() { BaseAddress = new Uri(options.Urls) };

        Assert.NotNull(starting);
        Assert.Equal("""200 {"status":"live"}""", await AskAsync(client, "/health/live"));
        Assert.Equal("""503 {"status":"not_ready","reason":"The server is starting: it recovers its log or joins its cluster."}""", await AskAsync(client, "/health/ready"));
        Assert.Contains("\ntarget_info{", await AskAsync(client, "/metrics"), StringComparison.Ordinal);
        using HttpResponseMessage refused = await client.PostAsync("/api/transactions", new StringContent("[]"), Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.StartsWith("""{"error":"starting",""", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        await starting.DisposeAsync();
        await using FakeService service = new();
        await using WebApplication application = HostApplication.Build(options, service, TimeProvider.System, logging => logging.ClearProviders());
        await application.StartAsync(Cancellation);

        Assert.Equal("""200 {"status":"ready"}""", await AskAsync(client, "/health/ready"));
    }

    [Fact]
    public async Task Start_OnAPortOfTheSystemsChoice_DoesNotListen()
    {
        HostOptions options = new() { Urls = "http://127.0.0.1:0" };
        using HostTelemetry telemetry = HostTelemetry.Start(options);

        Assert.Null(await StartingServer.StartAsync(options, telemetry));
    }

    private static async Task<string> AskAsync(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path, Cancellation);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}";
    }
}
