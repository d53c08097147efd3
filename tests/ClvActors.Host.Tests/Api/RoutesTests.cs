using System.Text.Json.Nodes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class RoutesTests
{
    [Fact]
    public async Task Get_UnknownPath_HasTheErrorShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        TestServer.ExpectError(404, "not_found", "/docs", await server.GetAsync("/api/nothing"));
        TestServer.ExpectError(405, "method_not_allowed", "GET", await server.PostAsync("/health", null, []));
    }

    [Fact]
    public async Task Get_Docs_ServesEverythingItLinks()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage page = await server.Client.GetAsync("/docs/index.html", TestContext.Current.CancellationToken);
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(page.IsSuccessStatusCode);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        foreach (string file in (string[])["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "index.js"])
        {
            Assert.Contains(file, html, StringComparison.Ordinal);
            using HttpResponseMessage asset = await server.Client.GetAsync("/docs/" + file, TestContext.Current.CancellationToken);
            Assert.True(asset.IsSuccessStatusCode, file);
        }
    }

    [Fact]
    public async Task Get_OpenApi_DescribesEveryEndpointCompletely()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode document) = await server.GetAsync("/openapi/v1.json");

        Assert.Equal(200, status);
        string[] expected =
        [
            "get /api/changes", "get /api/customer/{id}", "get /api/customers", "get /api/monitoring", "get /api/portfolio", "get /api/portfolio.csv", "get /api/rejects", "get /api/replay", "get /api/segments", "get /api/what-ifs", "get /api/what-ifs.csv",
            "get /health", "get /health/live", "get /health/ready", "get /metrics",
            "post /api/as-of", "post /api/model", "post /api/predict", "post /api/replay", "post /api/settle", "post /api/transactions", "post /api/what-ifs",
        ];
        Dictionary<string, JsonNode> operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => ($"{method.Key} {path.Key}", method.Value!))).ToDictionary();
        Assert.Equal(expected, operations.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, JsonNode operation) in operations)
        {
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), name);
            Assert.True(operation["responses"]!["200"]!["content"]!.AsObject().Count == 1, name);
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.NotNull(parameter!["description"]));
            foreach ((string code, JsonNode? response) in operation["responses"]!.AsObject().Where(response => response.Key is not "200" && !name.StartsWith("get /health", StringComparison.Ordinal)))
            {
                Assert.EndsWith("/ApiError", (string?)response!["content"]!["application/json"]!["schema"]!["$ref"], StringComparison.Ordinal);
            }

            Assert.Equal(name.StartsWith("post", StringComparison.Ordinal) && name != "post /api/settle", operation["requestBody"] is not null);
        }

        JsonNode perPage = operations["get /api/customers"]["parameters"]!.AsArray().Single(one => (string?)one!["name"] == "per_page")!;
        Assert.Equal((1, 200, 50), ((int?)perPage["schema"]!["minimum"], (int?)perPage["schema"]!["maximum"], (int?)perPage["schema"]!["default"]));
        Assert.Equal(3, operations["post /api/transactions"]["requestBody"]!["content"]!.AsObject().Count);
        JsonNode schemas = document["components"]!["schemas"]!;
        Assert.Equal(["error", "message"], schemas["ApiError"]!["properties"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal("number", (string?)schemas["CustomerAnswer"]!["properties"]!["raw_score"]!["type"]);
        Assert.DoesNotContain("as_of", schemas["ChangeAnswer"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Contains("predicted_clv", schemas["ChangeAnswer"]!["required"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(["low", "high", "level"], schemas["PredictionInterval"]!["properties"]!.AsObject().Select(pair => pair.Key));
        foreach (string schema in (string[])["CustomerAnswer", "CustomerItem", "PredictAnswer", "ChangeAnswer"])
        {
            Assert.Equal(FurtherOutputs.Names, schemas[schema]!["properties"]!.AsObject().Select(pair => pair.Key).Where(FurtherOutputs.Names.Contains));
            Assert.DoesNotContain(schemas[schema]!["required"]!.AsArray(), name => FurtherOutputs.Names.Contains((string?)name));
        }

        // As a type; descriptions may speak of it.
        Assert.DoesNotContain("\"null\"", schemas.ToJsonString(), StringComparison.Ordinal);
    }
}
