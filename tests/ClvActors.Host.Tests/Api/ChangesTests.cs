using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClvActors.Host.Changes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class ChangesTests
{
    [Fact]
    public async Task Follow_WithoutPosition_TellsOnlyWhatComes()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        using Feed feed = await Feed.OpenAsync(server, "");
        Assert.Equal("1", await feed.StartAsync());

        await SellAsync(server, "500", "2");

        (string id, JsonNode change) = await feed.NextAsync();
        Assert.Equal("2:2", id);
        Assert.Equal("""{"customer_id":2,"predicted_clv":20.333333333333332,"clv_segment":"Growing","percentile_rank":66.7,"prediction_source":"model","as_of":"2011-06-20","sequence":2}""", change.ToJsonString());
    }

    [Fact]
    public async Task Follow_ModelThatSaysMore_TellsItWithTheValue()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        server.Service.SaysMore = true;
        using Feed feed = await Feed.OpenAsync(server, "");
        await feed.StartAsync();

        await SellAsync(server, "500", "2");

        JsonNode change = (await feed.NextAsync()).Data;
        Assert.Equal((0.75, 1.25, 40.5, 0.625), FurtherOutputs.Of(change));
        Assert.Equal(("2011-07-02", 0.8), ((string?)change["next_order_date"], (double?)change["prediction_interval"]!["level"]));
    }

    [Fact]
    public async Task Follow_AfterZero_BeginsWithEveryone()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        using Feed feed = await Feed.OpenAsync(server, "?after=0");
        await feed.StartAsync();

        List<string> ids = [];
        for (int change = 0; change < 4; change++)
        {
            ids.Add((await feed.NextAsync()).Id);
        }

        Assert.Equal(["1:1", "1:2", "1:3", "1:B-7"], ids);
    }

    [Fact]
    public async Task Follow_WithLastEventId_ResumesBehindIt()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        string last;
        using (Feed feed = await Feed.OpenAsync(server, "?after=0"))
        {
            await feed.StartAsync();
            last = (await feed.NextAsync()).Id;
        }

        await SellAsync(server, "501", "2");
        using Feed resumed = await Feed.OpenAsync(server, "?after=999", last);
        await resumed.StartAsync();

        Assert.Equal(["1:3", "1:B-7", "2:2"], [(await resumed.NextAsync()).Id, (await resumed.NextAsync()).Id, (await resumed.NextAsync()).Id]);
    }

    [Fact]
    public async Task Follow_OddCustomer_ResumesByItsId()
    {
        await using TestServer server = await TestServer.StartAsync();
        await SellAsync(server, "1", "Søn: 5");
        await SellAsync(server, "2", "9");
        using Feed feed = await Feed.OpenAsync(server, "", "1:Søn: 5");
        await feed.StartAsync();

        Assert.Equal("2:9", (await feed.NextAsync()).Id);
    }

    [Theory]
    [InlineData("?after=x", null)]
    [InlineData("?after=-1", null)]
    [InlineData("?after=1:", null)]
    [InlineData("", "x:5")]
    public async Task Follow_NoPosition_Answers400(string query, string? last)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/changes" + query);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("invalid_position", (string?)body["error"]);
    }

    [Fact]
    public async Task Follow_WithoutChanges_SendsAHeartbeat()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Feed feed = await Feed.OpenAsync(server, "");
        await feed.StartAsync();

        for (int beat = 0; beat < 3; beat++)
        {
            await server.Time.WhenArmedAsync(ChangeStream.Heartbeat, TestContext.Current.CancellationToken);
            server.Time.Advance(ChangeStream.Heartbeat);
            Assert.Equal(": heartbeat", await feed.LineAsync());
            Assert.Equal("", await feed.LineAsync());
        }

        await SellAsync(server, "1", "5");
        Assert.Equal("1:5", (await feed.NextAsync()).Id);
    }

    [Fact]
    public async Task Stop_WithOpenFeeds_EndsThemAtOnce()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Feed feed = await Feed.OpenAsync(server, "");
        await feed.StartAsync();

        await server.Application.StopAsync(TestContext.Current.CancellationToken);

        Assert.Null(await feed.LineAsync());
        Assert.Equal(0, server.Service.OpenFeeds);
    }

    private static async Task SellAsync(TestServer server, string invoice, string customer)
    {
        (int status, _) = await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line(invoice, 1, 1, customer, "2011-06-20", "NEW"));
        Assert.Equal(200, status);
    }

    /// <summary>A reader of server-sent events, line by line.</summary>
    private sealed class Feed(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public static async Task<Feed> OpenAsync(TestServer server, string query, string? last = null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/changes" + query);
            if (last is not null)
            {
                request.Headers.Add("Last-Event-ID", last);
            }

            HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return new Feed(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8));
        }

        public async Task<string?> LineAsync() => await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        public async Task<string> StartAsync()
        {
            Assert.Equal("retry: 2000", await LineAsync());
            string? id = await LineAsync();
            Assert.StartsWith("id: ", id, StringComparison.Ordinal);
            Assert.Equal("", await LineAsync());
            return id![4..];
        }

        public async Task<(string Id, JsonNode Data)> NextAsync()
        {
            string? id = await LineAsync();
            Assert.StartsWith("id: ", id, StringComparison.Ordinal);
            Assert.Equal("event: value_change", await LineAsync());
            string? data = await LineAsync();
            Assert.StartsWith("data: ", data, StringComparison.Ordinal);
            Assert.Equal("", await LineAsync());
            return (id![4..], JsonNode.Parse(data![6..])!);
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
