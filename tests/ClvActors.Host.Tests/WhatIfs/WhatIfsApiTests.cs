using System.Text.Json.Nodes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.WhatIfs;

public sealed class WhatIfsApiTests
{
    private const string Type = "application/json";

    [Fact]
    public async Task Post_ThenGet_ListsWhatWasStored()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(5);

        (int stored, JsonNode one) = await server.PostAsync("/api/what-ifs", Type, """{"name":"=HYPERLINK(1)","recency_days":30,"frequency":10,"monetary_total":300}""");
        (int status, JsonNode listing) = await server.GetAsync("/api/what-ifs?limit=5");

        Assert.Equal((200, 200, 100.0), (stored, status, (double?)one["predicted_clv"]));
        Assert.Equal((1, false), ((int?)listing["total"], (bool?)listing["is_kept"]));
        Assert.True(JsonNode.DeepEquals(one, listing["items"]![0]));
        Assert.Equal(["recency_days", "frequency", "monetary_total"], one["given"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(30, server.Service.LastKnown.Span[3]);

        string csv = await server.Client.GetStringAsync("/api/what-ifs.csv", TestContext.Current.CancellationToken);
        string[] lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("id,name,", lines[0], StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK(1)", lines[1], StringComparison.Ordinal);
        Assert.Contains("recency_days=30;frequency=10;monetary_total=300", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Wrong_IsRefusedAndStoresNothing()
    {
        await using TestServer server = await TestServer.StartAsync();

        await server.ExpectErrorAsync(422, "invalid_parameter", "frequency is missing", "/api/what-ifs", Type, """{"name":"x","recency_days":30,"monetary_total":300}""");
        await server.ExpectErrorAsync(422, "invalid_parameter", "name must be a text", "/api/what-ifs", Type, """{"name":5,"recency_days":30,"frequency":1,"monetary_total":300}""");
        await server.ExpectErrorAsync(422, "invalid_parameter", "no field \"name\"", "/api/predict", Type, """{"name":"x","recency_days":30,"frequency":1,"monetary_total":300}""");
        TestServer.ExpectError(422, "invalid_parameter", "limit", await server.GetAsync("/api/what-ifs?limit=0"));
        Assert.Equal(0, (int?)(await server.GetAsync("/api/what-ifs")).Body["total"]);
    }
}
