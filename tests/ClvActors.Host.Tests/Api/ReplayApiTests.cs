using System.Text.Json.Nodes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class ReplayApiTests
{
    [Fact]
    public async Task Get_BeforeAnyStart_IsIdleAndListsSources()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode body) = await server.GetAsync("/api/replay");

        Assert.Equal((200, "idle", "demo"), (status, (string?)body["state"], (string?)body["sources"]![0]!["id"]));
        Assert.Equal(0, (long)body["counts"]!["lines"]!);
        Assert.Null(body["source"]);
        Assert.Null(body["speed"]);
    }

    [Fact]
    public async Task Post_StartPauseSpeedResumeStop_WalksThroughTheStates()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode body) = await Post(server, """{"action":"start","source":"demo","speed":0.5}""");
        Assert.Equal((200, "running", 0.5), (status, (string?)body["state"], (double)body["speed"]!));
        Assert.Equal("paused", (string?)(await Post(server, """{"action":"pause"}""")).Body["state"]);
        Assert.Equal("max", (string?)(await Post(server, """{"action":"speed","speed":"max"}""")).Body["speed"]);
        Assert.Equal(0.01, (double)(await Post(server, """{"action":"resume","speed":0.01}""")).Body["speed"]!);
        TestServer.ExpectError(409, "replay_state", "stop it first", await Post(server, """{"action":"start","source":"demo"}"""));
        Assert.Equal("idle", (string?)(await Post(server, """{"action":"stop"}""")).Body["state"]);
        TestServer.ExpectError(409, "replay_state", "nothing is under way", await Post(server, """{"action":"stop"}"""));
    }

    [Theory]
    [InlineData("""{"action":"start"}""", 422, "invalid_parameter", "needs a source")]
    [InlineData("""{"action":"start","source":"/etc/passwd"}""", 404, "unknown_source", "GET /api/replay")]
    [InlineData("""{"action":"fly"}""", 422, "invalid_parameter", "start, pause, resume, speed, stop")]
    [InlineData("""{"action":"speed"}""", 422, "invalid_parameter", "needs a speed")]
    [InlineData("""{"action":"speed","speed":0}""", 422, "invalid_parameter", "0.01 to 1000")]
    [InlineData("""{"action":"speed","speed":"fast"}""", 422, "invalid_parameter", "max")]
    [InlineData("""{"action":"pause","file":"x"}""", 422, "invalid_parameter", "no field file")]
    [InlineData("""{"action":1}""", 422, "invalid_parameter", "must be a text")]
    [InlineData("[]", 422, "invalid_parameter", "must be an object")]
    [InlineData("{", 400, "invalid_body", "not JSON")]
    [InlineData("""{"action":"pause"}""", 409, "replay_state", "it is idle")]
    public async Task Post_WrongCommand_SaysWhatIsAllowed(string request, int status, string code, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        TestServer.ExpectError(status, code, part, await Post(server, request));
    }

    [Fact]
    public async Task Rejects_AfterABodyWithBadLines_ShowsThem()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line("1", 1, 1, "7", "2011-01-01") + "x,y\n" + Sales.Line("C2", 1, -1, "7", "2011-01-02"));
        await server.PostAsync("/api/transactions", "application/x-ndjson", "{}\n");

        (int status, JsonNode body) = await server.GetAsync("/api/rejects");

        Assert.Equal(200, status);
        JsonArray reasons = body["reasons"]!.AsArray();
        Assert.Equal(["malformed", "no_customer_id", "cancellation", "non_product", "price", "quantity"], reasons.Select(reason => (string?)reason!["reason"]));
        Assert.Equal([2L, 0, 1, 0, 0, 0], reasons.Select(reason => (long)reason!["count"]!));
        JsonNode sample = Assert.Single(reasons[0]!["samples"]!.AsArray())!;
        Assert.Equal(("http", 3, "x,y"), ((string?)sample["source"], (int)sample["line"]!, (string?)sample["text"]));
        Assert.StartsWith("C2,", (string?)Assert.Single(reasons[2]!["samples"]!.AsArray())!["text"], StringComparison.Ordinal);
    }

    private static Task<(int Status, JsonNode Body)> Post(TestServer server, string body) => server.PostAsync("/api/replay", "application/json", body);
}
