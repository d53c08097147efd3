using System.Text.Json.Nodes;
using ClvActors.Domain.Features;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class CustomersTests
{
    [Fact]
    public async Task List_FirstPage_HasThePublishedShape()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(30);

        (int status, JsonNode page) = await server.GetAsync("/api/customers?page=1&per_page=2");

        Assert.Equal(200, status);
        Assert.Equal((16, 31, 1, 2), ((int?)page["pages"], (int?)page["total"], (int?)page["page"], (int?)page["per_page"]));
        JsonArray items = page["items"]!.AsArray();
        Assert.Equal("B-7", (string?)items[0]!["customer_id"]);
        Assert.Equal("""{"customer_id":30,"predicted_clv":300,"clv_segment":"Champions","recency_days":0,"frequency":2,"monetary_total":900,"prediction_source":"model"}""", items[1]!.ToJsonString());
    }

    [Fact]
    public async Task List_AllPages_HoldEveryoneOnce()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(23);
        List<string> ids = [];
        for (int number = 1; number <= 5; number++)
        {
            (_, JsonNode page) = await server.GetAsync($"/api/customers?page={number}&per_page=5");
            ids.AddRange(page["items"]!.AsArray().Select(item => item!["customer_id"]!.ToJsonString()));
        }

        Assert.Equal(24, ids.Distinct().Count());
        Assert.Equal(24, ids.Count);
    }

    [Theory]
    [InlineData("segment=champions", "Champions")]
    [InlineData("segment=High%20Value", "High Value")]
    [InlineData("segment=Dormant&include=", "Dormant")]
    public async Task List_OfASegment_HoldsItAlone(string query, string segment)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);

        (int status, JsonNode page) = await server.GetAsync("/api/customers?" + query);

        Assert.Equal(200, status);
        Assert.NotEmpty(page["items"]!.AsArray());
        Assert.All(page["items"]!.AsArray(), item => Assert.Equal(segment, (string?)item!["clv_segment"]));
    }

    [Fact]
    public async Task List_IncludingLapsed_AddsThem()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        server.Service.Lapsed.Add(ClvActors.Domain.Transactions.CustomerId.Parse("2"));

        (_, JsonNode without) = await server.GetAsync("/api/customers");
        (_, JsonNode with) = await server.GetAsync("/api/customers?include=lapsed");

        Assert.Equal((3, 4), ((int?)without["total"], (int?)with["total"]));
        Assert.Equal("lapsed", (string?)with["items"]!.AsArray()[^1]!["prediction_source"]);
    }

    [Fact]
    public async Task List_OfNobody_HasOneEmptyPage()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode page) = await server.GetAsync("/api/customers");

        Assert.Equal((200, 1, 0), (status, (int?)page["pages"], (int?)page["total"]));
        TestServer.ExpectError(422, "invalid_parameter", "from 1 to 1", await server.GetAsync("/api/customers?page=2"));
    }

    [Theory]
    [InlineData("page=0", "page must be a whole number from 1.")]
    [InlineData("page=-1", "page must be")]
    [InlineData("page=x", "page must be")]
    [InlineData("page=3", "page must be from 1 to 1.")]
    [InlineData("page=2147483647", "page must be from 1 to 1.")]
    [InlineData("page=99999999999", "page must be")]
    [InlineData("per_page=0", "per_page must be a whole number from 1 to 200.")]
    [InlineData("per_page=201", "from 1 to 200")]
    [InlineData("per_page=1.5", "from 1 to 200")]
    [InlineData("segment=Best", "Champions, High Value, Growing, Occasional, Dormant")]
    [InlineData("include=all", "include must be lapsed")]
    public async Task List_OutOfRange_Answers422WithTheAllowedValues(string query, string part)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);

        TestServer.ExpectError(422, "invalid_parameter", part, await server.GetAsync("/api/customers?" + query));
    }

    [Fact]
    public async Task Find_ScoredCustomer_HasEveryField()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);

        (int status, JsonNode customer) = await server.GetAsync("/api/customer/17");

        Assert.Equal(200, status);
        Assert.Equal(
            """{"customer_id":17,"recency_days":0,"frequency":2,"monetary_total":510,"monetary_avg":255,"tenure_days":19,"unique_products":1,"uk_customer":true,"rfm_combined_score":9}""",
            customer["profile"]!.ToJsonString());
        Assert.Equal(FeatureSet.Names, customer["features"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(85, (double?)customer["percentile_rank"]);
        Assert.Equal(5, customer["shap_factors"]!.AsArray().Count);
        Assert.Equal("""{"feature":"recency_days","value":0,"contribution":0.1}""", customer["shap_factors"]![0]!.ToJsonString());
        Assert.Equal("""[{"as_of":"2010-12-31","predicted_clv":12.5}]""", customer["value_history"]!.ToJsonString());
        Assert.Equal("""["model",6.25,"New","Active","2011-06-20",3,"clv-12m",374,"2011-06-01",0]""", new JsonArray([.. new[]
        {
            "prediction_source", "base_score", "lifecycle_stage", "purchase_status", "as_of", "edges_version", "bundle", "horizon_days", "first_purchase", "waiting_invoices",
        }.Select(name => customer[name]!.DeepClone())]).ToJsonString());
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(123.4567)]
    [InlineData(99999.99)]
    public async Task Find_AnyValue_KeepsItsBits(double spend)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line("1", (decimal)spend, 1, "5", "2011-01-01") + Sales.Line("2", 1, 1, "5", "2011-01-01"));

        (_, JsonNode customer) = await server.GetAsync("/api/customer/5");

        double expected = FakeService.ValueOf((double)((decimal)spend + 1));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits((double)customer["predicted_clv"]!));
        Assert.Equal(BitConverter.DoubleToInt64Bits(Math.Log(1 + expected)), BitConverter.DoubleToInt64Bits((double)customer["raw_score"]!));
    }

    [Fact]
    public async Task Find_ColdStart_OmitsWhatTheModelDidNotSay()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(2);

        (int status, JsonNode customer) = await server.GetAsync("/api/customer/B-7");

        Assert.Equal((200, "cold_start", "B-7"), (status, (string?)customer["prediction_source"], (string?)customer["profile"]!["customer_id"]));
        Assert.Empty(customer["shap_factors"]!.AsArray());
        Assert.False(customer.AsObject().ContainsKey("raw_score"));
        Assert.False(customer.AsObject().ContainsKey("base_score"));
    }

    [Theory]
    [InlineData("17", "model", 270.5, "2011-07-02")]
    [InlineData("B-7", "cold_start", 722.63, "2011-07-02")]
    [InlineData("2", "lapsed", 100.5, null)]
    public async Task Find_ModelThatSaysMore_ShowsIt(string id, string source, double high, string? nextOrder)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);
        server.Service.SaysMore = true;
        server.Service.Lapsed.Add(ClvActors.Domain.Transactions.CustomerId.Parse("2"));

        (_, JsonNode customer) = await server.GetAsync("/api/customer/" + id);
        (_, JsonNode page) = await server.GetAsync("/api/customers?include=lapsed");
        JsonNode item = page["items"]!.AsArray().Single(one => one!["customer_id"]!.ToString() == id)!;

        foreach (JsonNode answer in (JsonNode[])[customer, item])
        {
            Assert.Equal(source, (string?)answer["prediction_source"]);
            Assert.Equal((0.75, 1.25, 40.5, 0.625), FurtherOutputs.Of(answer));
            JsonNode interval = answer["prediction_interval"]!;
            Assert.Equal((0.25, high, 0.8), ((double)interval["low"]!, (double)interval["high"]!, (double)interval["level"]!));
            Assert.Equal(nextOrder, (string?)answer["next_order_date"]);
            Assert.Equal(nextOrder is not null, answer.AsObject().ContainsKey("next_order_date"));
        }

        Assert.Equal(source == "lapsed" ? 0 : 5, customer["shap_factors"]!.AsArray().Count);
        Assert.Equal(source != "lapsed", customer.AsObject().ContainsKey("raw_score"));
    }

    [Fact]
    public async Task FindAndList_ModelThatSaysAValueAlone_LeaveTheRestOut()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);

        (_, JsonNode customer) = await server.GetAsync("/api/customer/2");
        (_, JsonNode page) = await server.GetAsync("/api/customers");

        Assert.All((JsonNode[])[customer, .. page["items"]!.AsArray().Select(item => item!)], answer =>
            Assert.All(FurtherOutputs.Names, name => Assert.False(answer.AsObject().ContainsKey(name), name)));
    }

    [Theory]
    [InlineData("/api/customer/2.0")]
    [InlineData("/api/customer/%202%20")]
    [InlineData("/api/customer/2?x=1")]
    public async Task Find_AnySpelling_FindsTheCustomer(string path)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(2);

        (int status, JsonNode customer) = await server.GetAsync(path);

        Assert.Equal((200, 2), (status, (int?)customer["profile"]!["customer_id"]));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("Müller & Søn")]
    [InlineData("100%")]
    [InlineData("007")]
    public async Task Find_OddId_FindsTheCustomer(string id)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line("1", 2, 1, id, "2011-01-01"));

        (int status, JsonNode customer) = await server.GetAsync("/api/customer/" + Uri.EscapeDataString(id));

        Assert.Equal((200, id), (status, (string?)customer["profile"]?["customer_id"]));
    }

    [Theory]
    [InlineData("/api/customer/999")]
    [InlineData("/api/customer/%20")]
    [InlineData("/api/customer/nobody")]
    public async Task Find_Unknown_Answers404(string path)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(1);

        TestServer.ExpectError(404, "unknown_customer", "There is no customer", await server.GetAsync(path));
    }

    [Fact]
    public async Task Portfolio_OfMany_HoldsEveryoneByValue()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(300);

        (int status, JsonNode portfolio) = await server.GetAsync("/api/portfolio");

        Assert.Equal((200, 301), (status, portfolio.AsArray().Count));
        Assert.Equal("""{"customer_id":300,"recency_days":0,"predicted_clv":3000,"clv_segment":"Champions","frequency":2}""", portfolio[0]!.ToJsonString());
        double[] values = [.. portfolio.AsArray().Select(item => (double)item!["predicted_clv"]!)];
        Assert.Equal(values.OrderDescending(), values);
        TestServer.ExpectError(422, "invalid_parameter", "lapsed", await server.GetAsync("/api/portfolio?include=1"));
    }

    [Fact]
    public async Task Segments_OfMany_TellFiveInOrder()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(100);

        (int status, JsonNode segments) = await server.GetAsync("/api/segments");

        Assert.Equal(200, status);
        Assert.Equal(["Champions", "High Value", "Growing", "Occasional", "Dormant"], segments.AsArray().Select(one => (string?)one!["segment"]));
        Assert.Equal(101, segments.AsArray().Sum(one => (int)one!["count"]!));
        JsonNode champions = segments[0]!;
        Assert.Equal(["segment", "count", "mean_clv", "mean_recency_days", "total_clv", "lower_bound", "recommended_action"], champions.AsObject().Select(pair => pair.Key));
        Assert.Equal((double)champions["total_clv"]! / (int)champions["count"]!, (double)champions["mean_clv"]!);
        Assert.StartsWith("VIP treatment", (string?)champions["recommended_action"], StringComparison.Ordinal);
        Assert.False(segments[4]!.AsObject().ContainsKey("lower_bound"));
    }

    [Fact]
    public async Task Segments_BeforeAnyoneIsScored_HaveNoBounds()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode segments) = await server.GetAsync("/api/segments?include=lapsed");

        Assert.Equal((200, 5), (status, segments.AsArray().Count));
        Assert.All(segments.AsArray(), one => Assert.False(one!.AsObject().ContainsKey("lower_bound")));
    }
}
