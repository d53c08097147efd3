using System.Text.Json.Nodes;
using ClvActors.Domain.Service;
using ClvActors.Host.Composition;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class OperationsTests
{
    private const string Json = "application/json";

    [Fact]
    public async Task Settle_Always_AnswersWithHealth()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(2);

        (int status, JsonNode health) = await server.PostAsync("/api/settle", null, []);

        Assert.Equal((200, true, 3), (status, (bool?)health["settled"], (int?)health["customers"]));
    }

    [Fact]
    public async Task Settle_AfterAFault_Answers503()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Refusal = new ServiceUnavailableException("fsync failed");

        await server.ExpectErrorAsync(503, "log_failed", "fsync failed", "/api/settle", Json, "");
    }

    [Fact]
    public async Task AsOf_EventClock_MovesTheDate()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(2);

        (int status, JsonNode health) = await server.PostAsync("/api/as-of", Json, """{"as_of":"2011-06-30"}""");

        Assert.Equal((200, "2011-06-30"), (status, (string?)health["as_of"]));
    }

    [Fact]
    public async Task AsOf_WallClock_Answers409()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Clock = ClockKind.Wall });

        await server.ExpectErrorAsync(409, "wall_clock", "--clock event", "/api/as-of", Json, """{"as_of":"2011-06-30"}""");
    }

    [Theory]
    [InlineData("""{"as_of":"30.06.2011"}""", 422, "invalid_parameter", "as_of must be a date like 2011-06-30")]
    [InlineData("""{"as_of":"2011-02-30"}""", 422, "invalid_parameter", "as_of must be")]
    [InlineData("""{"as_of":"2999-01-01"}""", 422, "invalid_parameter", "1970 to 2199")]
    [InlineData("""{"as_of":5}""", 422, "invalid_parameter", "one text, as_of")]
    [InlineData("""{"date":"2011-06-30"}""", 422, "invalid_parameter", "one text, as_of")]
    [InlineData("[]", 422, "invalid_parameter", "one text, as_of")]
    [InlineData("{", 400, "invalid_body", "not JSON")]
    [InlineData("", 400, "empty_body", "empty")]
    public async Task AsOf_WrongBody_IsRefused(string body, int status, string code, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        await server.ExpectErrorAsync(status, code, part, "/api/as-of", Json, body);
    }

    [Fact]
    public async Task Model_KnownBundle_Serves()
    {
        using DataFolder models = DataFolder.Prepare(new HostOptions { DataDirectory = null })!;
        Directory.CreateDirectory(Path.Combine(models.FullPath, "clv-2"));
        await using TestServer server = await TestServer.StartAsync(options => options with { ModelsDirectory = models.FullPath });

        (int status, JsonNode health) = await server.PostAsync("/api/model", Json, """{"bundle":"clv-2"}""");

        Assert.Equal((200, "clv-2"), (status, (string?)health["bundle"]));
    }

    [Fact]
    public async Task Model_UnknownOddOrBroken_IsRefused()
    {
        using DataFolder models = DataFolder.Prepare(new HostOptions { DataDirectory = null })!;
        Directory.CreateDirectory(Path.Combine(models.FullPath, "broken"));
        await using TestServer server = await TestServer.StartAsync(options => options with { ModelsDirectory = models.FullPath });
        server.Service.Refusal = new InvalidDataException("The feature \"shoe_size\" is unknown.");

        await server.ExpectErrorAsync(404, "unknown_bundle", "no bundle nothing", "/api/model", Json, """{"bundle":"nothing"}""");
        await server.ExpectErrorAsync(422, "invalid_parameter", "below --models", "/api/model", Json, """{"bundle":"../broken"}""");
        await server.ExpectErrorAsync(422, "invalid_parameter", "below --models", "/api/model", Json, """{"bundle":".."}""");
        await server.ExpectErrorAsync(422, "invalid_bundle", "shoe_size", "/api/model", Json, """{"bundle":"broken"}""");
    }
}
