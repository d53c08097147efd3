using System.Text.Json.Nodes;
using ClvActors.Domain.Service;
using ClvActors.Host.Api;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class ProbesTests
{
    [Fact]
    public async Task Get_ReadyAndLive_OfAServingServer()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("""200 {"status":"live"}""", await AskAsync(server, "/health/live"));
        Assert.Equal("""200 {"status":"ready"}""", await AskAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task Get_Ready_AfterTheLogFailed_SaysWhy()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Fault = "The engine has stopped: fsync.";

        Assert.Equal("""503 {"status":"not_ready","reason":"The engine has stopped: fsync."}""", await AskAsync(server, "/health/ready"));
        Assert.Equal("""200 {"status":"live"}""", await AskAsync(server, "/health/live"));
    }

    [Fact]
    public async Task Get_Ready_WhileTheClusterDoesNotAnswer_SaysSo()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.StatusRefusal = new ServiceUnavailableException("The database is away.");
        Assert.Equal("""503 {"status":"not_ready","reason":"The database is away."}""", await AskAsync(server, "/health/ready"));

        server.Service.StatusRefusal = new TimeoutException("No answer of grain 17.");
        Assert.Equal("""503 {"status":"not_ready","reason":"The service does not say in time how it stands."}""", await AskAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task Get_Ready_OfAServiceThatIsSilent_IsAnsweredAfterTheLimit()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.StatusHeld = new TaskCompletionSource<ServiceStatus>(TaskCreationOptions.RunContinuationsAsynchronously).Task;
        Task<string> asking = AskAsync(server, "/health/ready");
        await server.Time.WhenArmedAsync(ProbesApi.Limit, TestContext.Current.CancellationToken);

        server.Time.Advance(ProbesApi.Limit);

        Assert.StartsWith("503 ", await asking, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(TestServer server, string path)
    {
        (int status, JsonNode body) = await server.GetAsync(path);
        return $"{status} {body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })}";
    }
}
