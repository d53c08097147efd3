using System.Text.Json.Nodes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class ProbesAtShutdownTests
{
    [Fact]
    public async Task Get_Ready_OfAServiceThatIsGone_IsNotReady()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.StatusRefusal = new ObjectDisposedException("the service");

        (int status, JsonNode body) = await server.GetAsync("/health/ready");

        Assert.Equal((503, "not_ready", "The server is stopping."), (status, (string?)body["status"], (string?)body["reason"]));
    }
}
