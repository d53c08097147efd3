using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ClvActors.Domain.Service;
using ClvActors.Host.Composition;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class TransactionsTests
{
    private const string Path = "/api/transactions";
    private const string Json = "application/json";
    private const string NdJson = "application/x-ndjson";
    private const string Csv = "text/csv";

    [Fact]
    public async Task Post_Csv_AnswersWithCountsOfTheBatch()
    {
        await using TestServer server = await TestServer.StartAsync();
        string body = Sales.Header + Sales.Line("1", 2.55m, 6, "17850", "2010-12-01") + Sales.Line("1", 2.55m, 6, "17850", "2010-12-01")
            + Sales.Line("C2", 1, -1, "17850", "2010-12-01") + Sales.Line("3", 1, 1, "", "2010-12-01") + "4,too,few\n"
            + Sales.Line("5", 0, 1, "1", "2010-12-02") + Sales.Line("6", 1, 0, "1", "2010-12-02") + Sales.Line("7", 1, 1, "1", "2010-12-02", "POST");

        (int status, JsonNode answer) = await server.PostAsync(Path, Csv, body);

        Assert.Equal(200, status);
        string expected = """
            {"accepted":1,"late":0,"duplicates":1,"conflicting":0,"rejected":{"malformed":1,"no_customer_id":1,"cancellation":1,"non_product":1,"price":1,"quantity":1},
             "sequence":1,"as_of":"2010-12-01","malformed_samples":[{"line":6,"message":"has 3 fields, expected 8"}]}
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), answer.ToJsonString());
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(NdJson)]
    [InlineData(Csv)]
    public async Task Post_AnyFormat_GivesTheSameLine(string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        string body = type == Csv ? Sales.Header + Sales.Line("536365", 2.55m, 6, "17850.0", "2010-12-01").Replace("10:00", "08:26") : Sales.Json("536365");

        (int status, _) = await server.PostAsync(Path, type + "; charset=UTF-8", type == Json ? $"[{body}]" : body);

        Assert.Equal(200, status);
        Assert.Equal(
            """TransactionLine { Invoice = 536365, StockCode = 85123A, Description = WHITE HEART, Quantity = 6, Time = 12/01/2010 08:26:00, Price = 2.55, Customer = 17850, Country = United Kingdom, LineId = , Date = 12/01/2010, IsCancellation = False, Total = 15.3 }""",
            server.Service.Lines.Single().ToString());
    }

    [Fact]
    public async Task Post_JsonArrayWithBadElements_KeepsTheirNeighbours()
    {
        await using TestServer server = await TestServer.StartAsync();
        string body = $"""[{Sales.Json("1")}, 5, {Sales.Json("2", quantity: "1.5")}, {Sales.Json("3", quantity: "{\"a\":[1]}")}, [{Sales.Json("4")}], {Sales.Json("5")}]""";

        (int status, JsonNode answer) = await server.PostAsync(Path, Json, body);

        Assert.Equal((200, 2, 4), (status, (int?)answer["accepted"], (int?)answer["rejected"]!["malformed"]));
        Assert.Equal([2, 3, 4, 5], answer["malformed_samples"]!.AsArray().Select(sample => (int)sample!["line"]!));
        Assert.Equal("is not an object", (string?)answer["malformed_samples"]![0]!["message"]);
        Assert.Equal(["1", "5"], server.Service.Lines.Select(line => line.Invoice));
    }

    [Fact]
    public async Task Post_JsonLinesWithBadLines_KeepsTheirNeighbours()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] body =
        [
            .. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Sales.Json("1") + "\r\n\n{broken}\nnothing\n"),
            .. Encoding.UTF8.GetBytes(Sales.Json("2")[..^1]), .. ",\"x\":\""u8, 0xC3, 0x28, .. "\"}\n"u8,
            .. "{\"Invoice\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Sales.Json("3") + Sales.Json("4") + "\n" + Sales.Json("5")),
        ];

        (int status, JsonNode answer) = await server.PostAsync(Path, NdJson, body);

        Assert.Equal(200, status);
        Assert.Equal([3, 4, 6, 7], answer["malformed_samples"]!.AsArray().Select(sample => (int)sample!["line"]!));
        Assert.Equal("Invoice holds invalid UTF-8", (string?)answer["malformed_samples"]![2]!["message"]);
        Assert.Equal(["1", "2", "5"], server.Service.Lines.Select(line => line.Invoice));
    }

    [Fact]
    public async Task Post_CsvWithInvalidUtf8_CountsTheLineAlone()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] bad = Encoding.Latin1.GetBytes(Sales.Line("2", 1, 1, "Søn", "2010-12-01"));

        (int status, JsonNode answer) = await server.PostAsync(
            Path, Csv, [.. Encoding.UTF8.GetBytes(Sales.Header + Sales.Line("1", 1, 1, "1", "2010-12-01")), .. bad, .. Encoding.UTF8.GetBytes(Sales.Line("3", 1, 1, "1", "2010-12-01"))]);

        Assert.Equal((200, 2, 1), (status, (int?)answer["accepted"], (int?)answer["rejected"]!["malformed"]));
        Assert.Contains("invalid UTF-8", (string?)answer["malformed_samples"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ManyMalformedLines_TellsTheFirstTwenty()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode answer) = await server.PostAsync(Path, NdJson, string.Concat(Enumerable.Repeat("x\n", 500)));

        Assert.Equal((200, 500), (status, (int?)answer["rejected"]!["malformed"]));
        Assert.Equal(Enumerable.Range(1, 20), answer["malformed_samples"]!.AsArray().Select(sample => (int)sample!["line"]!));
        Assert.Equal(500, (int?)(await server.GetAsync("/health")).Body["counts"]!["lines"]);
    }

    [Theory]
    [InlineData(Csv)]
    [InlineData(NdJson)]
    public async Task Post_Compressed_IsReadAlike(string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        string text = type == Csv ? Sales.Header + Sales.Line("1", 1, 1, "1", "2010-12-01") : Sales.Json("1");

        (int status, JsonNode answer) = await server.PostAsync(Path, type, Compress(Encoding.UTF8.GetBytes(text)), "gzip");

        Assert.Equal((200, 1), (status, (int?)answer["accepted"]));
    }

    [Fact]
    public async Task Post_LargeBody_IsOneBatch()
    {
        await using TestServer server = await TestServer.StartAsync();
        StringBuilder body = new();
        for (int line = 0; line < 2_000; line++)
        {
            body.Append(Sales.Json("1", customer: "1").Replace("85123A", "code" + line, StringComparison.Ordinal)).Append('\n');
        }

        (int status, JsonNode answer) = await server.PostAsync(Path, NdJson, body.ToString());

        Assert.Equal((200, 2_000, 1), (status, (int?)answer["accepted"], server.Service.Batches));
    }

    [Theory]
    [InlineData(Json, "[]")]
    [InlineData(Csv, Sales.Header)]
    public async Task Post_NoLines_AnswersWithoutABatch(string type, string body)
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode answer) = await server.PostAsync(Path, type, body);

        Assert.Equal((200, 0, 0, 0), (status, (int?)answer["accepted"], (int?)answer["sequence"], server.Service.Batches));
    }

    [Theory]
    [InlineData(Json, "", "empty_body", "empty")]
    [InlineData(NdJson, " \r\n\n", "empty_body", "empty")]
    [InlineData(Csv, "", "empty_body", "empty")]
    [InlineData(Json, "{}", "invalid_body", "line 1: expected a JSON array")]
    [InlineData(Json, "Invoice,StockCode", "invalid_body", "line 1, byte 1")]
    [InlineData(Json, "[{\"Invoice\":\"1\"},\n{\"Invoice\":", "invalid_body", "line 2")]
    [InlineData(Json, "[{}\n\n{}]", "invalid_body", "line 3")]
    [InlineData(Json, "[] []", "invalid_body", "line 1")]
    [InlineData(Csv, "Invoice,Quantity,Price\n1,2,3\n", "invalid_body", "line 1: the header lacks the columns StockCode, InvoiceDate, Customer ID, Country")]
    [InlineData(Csv, Sales.Header + "1,\"never closed,x\n2,3\n", "invalid_body", "line 2")]
    public async Task Post_BrokenBody_Answers400AndKeepsNothing(string type, string body, string code, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        await server.ExpectErrorAsync(400, code, part, Path, type, body);

        Assert.Equal(0, server.Service.Batches);
    }

    [Fact]
    public async Task Post_BrokenGzip_Answers400()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] compressed = Compress(Encoding.UTF8.GetBytes(Sales.Header + Sales.Line("1", 1, 1, "1", "2010-12-01")));

        TestServer.ExpectError(400, "invalid_body", "gzip", await server.PostAsync(Path, Csv, "plain text"u8.ToArray(), "gzip"));
        TestServer.ExpectError(400, "invalid_body", "gzip", await server.PostAsync(Path, Csv, compressed[..^9], "gzip"));
    }

    [Fact]
    public async Task Post_OverTheLimit_Answers413WhateverTheForm()
    {
        const int MiB = 1 << 20;
        await using TestServer server = await TestServer.StartAsync(options => options with { MaxBodyBytes = MiB });
        byte[] large = Encoding.UTF8.GetBytes(Sales.Header.PadRight(3 * MiB, '\n'));

        TestServer.ExpectError(413, "body_too_large", "1048576 bytes", await server.PostAsync(Path, Csv, large));
        TestServer.ExpectError(413, "body_too_large", "1048576 bytes", await server.PostAsync(Path, Csv, Compress(large), "gzip"));
        using HttpRequestMessage chunked = new(HttpMethod.Post, Path) { Content = new ByteArrayContent(large) };
        chunked.Content.Headers.ContentType = new(Csv);
        chunked.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await server.Client.SendAsync(chunked, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal(0, server.Service.Batches);

        (int status, _) = await server.PostAsync(Path, Csv, large[..MiB]);
        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("text/plain", null)]
    [InlineData("application/xml", null)]
    [InlineData("text/csv; charset=iso-8859-1", null)]
    [InlineData(Csv, "br")]
    public async Task Post_UnknownType_Answers415(string? type, string? encoding)
    {
        await using TestServer server = await TestServer.StartAsync();

        TestServer.ExpectError(415, "unsupported_media_type", "must be", await server.PostAsync(Path, type, "[]"u8.ToArray(), encoding));
    }

    [Theory]
    [InlineData(true, 507, "storage_full")]
    [InlineData(false, 503, "log_failed")]
    public async Task Post_WhileTheLogTakesNothing_SaysWhichKind(bool isFull, int status, string code)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(2);
        server.Service.Refusal = new ServiceUnavailableException("The log says no.", isFull);

        await server.ExpectErrorAsync(status, code, "The log says no.", Path, Json, $"[{Sales.Json("1")}]");

        Assert.Equal(200, (await server.GetAsync("/api/customer/1")).Status);
    }

    [Theory]
    [InlineData(true, 507, "storage_full")]
    [InlineData(false, 503, "unavailable")]
    public async Task Post_WhileTheClusterTakesNothing_SaysWhichKind(bool isFull, int status, string code)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Cluster = new ClusterSettings() });
        server.Service.Refusal = new ServiceUnavailableException("The database says no.", isFull);

        await server.ExpectErrorAsync(status, code, "The database says no.", Path, Json, $"[{Sales.Json("1")}]");
    }

    [Fact]
    public async Task Post_WithoutAnAnswerInTime_Answers503()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Cluster = new ClusterSettings() });
        server.Service.Refusal = new TimeoutException("No answer within 25 s.");

        await server.ExpectErrorAsync(503, "no_answer", "25 s", Path, Json, $"[{Sales.Json("1")}]");
    }

    [Fact]
    public async Task Post_AfterTheServiceStopped_Answers503()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Refusal = new ObjectDisposedException("service");

        await server.ExpectErrorAsync(503, "stopping", "stopping", Path, Json, $"[{Sales.Json("1")}]");
    }

    [Fact]
    public async Task Post_ServerMistake_Answers500WithoutDetails()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Refusal = new InvalidOperationException("secret");

        (int status, JsonNode answer) = await server.PostAsync(Path, Json, $"[{Sales.Json("1")}]");

        Assert.Equal((500, "internal_error"), (status, (string?)answer["error"]));
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FromManyClients_CountsEveryLineOnce()
    {
        await using TestServer server = await TestServer.StartAsync();

        await Parallel.ForAsync(0, 60, TestContext.Current.CancellationToken, async (client, _) =>
        {
            string lines = Sales.Header + Sales.Line($"{client}a", 1, 1, $"{client}", "2010-12-01") + Sales.Line("same", 1, 1, "777", "2010-12-01");
            Assert.Equal(200, (await server.PostAsync(Path, Csv, lines)).Status);
            Assert.Equal(200, (await server.GetAsync($"/api/customer/{client}")).Status);
        });

        JsonNode counts = (await server.GetAsync("/health")).Body["counts"]!;
        Assert.Equal((120, 61, 59), ((int?)counts["lines"], (int?)counts["accepted"], (int?)counts["duplicates"]));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
