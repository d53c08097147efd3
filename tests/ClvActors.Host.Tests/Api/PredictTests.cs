using System.Text.Json.Nodes;
using ClvActors.Domain.Features;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class PredictTests
{
    private const string Path = "/api/predict";

    [Fact]
    public async Task Post_RequiredFields_DerivesAndLeavesTheRestToTheService()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);

        (int status, JsonNode answer) = await server.PostAsync(Path, "application/json", """{"recency_days":30,"frequency":8,"monetary_total":500}""");

        Assert.Equal(200, status);
        Assert.Equal(["predicted_clv", "clv_segment", "shap_values", "percentile_rank", "raw_score", "base_score", "features", "bundle", "prediction_source", "as_of"], answer.AsObject().Select(pair => pair.Key));
        Assert.Equal(500 / 3.0, (double?)answer["predicted_clv"]);
        Assert.Equal(("model", "2011-06-20"), ((string?)answer["prediction_source"], (string?)answer["as_of"]));
        Assert.Equal(FeatureSet.Count + 1, answer["shap_values"]!.AsArray().Count);
        Assert.Equal("""{"feature":"derived","contribution":2}""", answer["shap_values"]![0]!.ToJsonString());
        Assert.Equal(FeatureSet.Names, answer["features"]!.AsObject().Select(pair => pair.Key));
        double[] known = server.Service.LastKnown.ToArray();
        Assert.Equal((30, 8, 500, 62.5, 0), (known[0], known[1], known[2], known[3], known[10]));
        Assert.Equal(FeatureSet.Count - 5, known.Count(double.IsNaN));
    }

    [Fact]
    public async Task Post_ColdStartOfAModelWithoutAScoreForIt_LeavesTheExplanationOut()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode answer) = await server.PostAsync(Path, "application/json", """{"recency_days":30,"frequency":1,"monetary_total":300}""");

        Assert.Equal((200, "cold_start", 100), (status, (string?)answer["prediction_source"], (double?)answer["predicted_clv"]));
        Assert.Empty(answer["shap_values"]!.AsArray());
        Assert.All((string[])["raw_score", "base_score", "as_of", .. FurtherOutputs.Names], name => Assert.False(answer.AsObject().ContainsKey(name), name));
    }

    [Theory]
    [InlineData(1, "cold_start")]
    [InlineData(8, "model")]
    public async Task Post_ModelThatSaysMore_AnswersIt(int frequency, string source)
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);
        server.Service.SaysMore = true;

        (int status, JsonNode answer) = await server.PostAsync(Path, "application/json", $$"""{"recency_days":30,"frequency":{{frequency}},"monetary_total":300}""");

        Assert.Equal((200, source), (status, (string?)answer["prediction_source"]));
        Assert.Equal(Math.Log(101), (double?)answer["raw_score"]);
        Assert.Equal("""{"low":0.25,"high":200.5,"level":0.8}""", answer["prediction_interval"]!.ToJsonString());
        Assert.Equal("2011-07-02", (string?)answer["next_order_date"]);
        Assert.Equal((0.75, 1.25, 40.5, 0.625), FurtherOutputs.Of(answer));
    }

    [Fact]
    public async Task Post_EveryField_ReachesTheService()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonObject body = [];
        foreach (string name in FeatureSet.Names)
        {
            body[name] = name switch { "uk_customer" => true, "rfm_combined_score" => 15, "purchase_velocity" => 1.5, "monetary_max" => null, _ => 1 };
        }

        (int status, _) = await server.PostAsync(Path, "application/json", body.ToJsonString());

        Assert.Equal(200, status);
        double[] known = server.Service.LastKnown.ToArray();
        Assert.Equal((1, 15, 1.5), (known[12], known[21], known[6]));
        Assert.True(double.IsNaN(known[4]));
        Assert.Equal(1, known.Count(double.IsNaN));
    }

    [Theory]
    [InlineData("""{"frequency":1,"monetary_total":1}""", "recency_days is missing; recency_days must be a number from 0 to 3650")]
    [InlineData("""{"recency_days":1,"monetary_total":1}""", "frequency is missing; frequency must be a whole number from 1 to 500")]
    [InlineData("""{"recency_days":1,"frequency":1}""", "monetary_total is missing; monetary_total must be a number from 0 to 500000")]
    [InlineData("""{"recency_days":null,"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":-1,"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":3651,"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":1,"frequency":0,"monetary_total":1}""", "frequency must be")]
    [InlineData("""{"recency_days":1,"frequency":501,"monetary_total":1}""", "frequency must be")]
    [InlineData("""{"recency_days":1,"frequency":1.5,"monetary_total":1}""", "frequency must be a whole number")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":500000.01}""", "monetary_total must be")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1e999}""", "monetary_total must be")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":NaN}""", "monetary_total must be")]
    [InlineData("""{"recency_days":-Infinity,"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":"30","frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":true,"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":[1],"frequency":1,"monetary_total":1}""", "recency_days must be")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1,"cancellation_rate":1.1}""", "cancellation_rate must be a number from 0 to 1")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1,"acquisition_month":13}""", "acquisition_month must be a whole number from 1 to 12")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1,"active_months":0}""", "active_months must be a whole number from 1 to 13")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1,"inter_purchase_trend":-3651}""", "inter_purchase_trend must be a number from -3650 to 3650")]
    [InlineData("""{"recency_days":1,"frequency":1,"monetary_total":1,"recency":2}""", "There is no field \"recency\"")]
    [InlineData("""{"recency_days":1,"recency_days":1,"frequency":1,"monetary_total":1}""", "recency_days stands there twice")]
    public async Task Post_WrongField_Answers422NamingIt(string body, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        await server.ExpectErrorAsync(422, "invalid_parameter", part, Path, "application/json", body);
    }

    [Theory]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{\"recency_days\":1,\n,", "line 2")]
    [InlineData("{} {}", "is not JSON")]
    [InlineData("nothing", "is not JSON")]
    public async Task Post_NoObject_Answers400(string body, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        if (body == "{} {}")
        {
            body = """{"recency_days":1,"frequency":1,"monetary_total":1} {}""";
        }

        await server.ExpectErrorAsync(400, "invalid_body", part, Path, "application/json", body);
    }

    [Fact]
    public async Task Post_EmptyHugeOrForeignBody_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync();

        await server.ExpectErrorAsync(400, "empty_body", "empty", Path, "application/json", "");
        await server.ExpectErrorAsync(413, "body_too_large", "limit", Path, "application/json", new string(' ', 70_000));
        await server.ExpectErrorAsync(415, "unsupported_media_type", "application/json", Path, "text/csv", "{}");
        TestServer.ExpectError(405, "method_not_allowed", "POST", await server.GetAsync(Path));
    }
}
