using System.Text.Json.Nodes;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Api;

public sealed class HealthTests
{
    [Fact]
    public async Task Get_BeforeAnySale_OmitsWhatIsAbsent()
    {
        await using TestServer server = await TestServer.StartAsync();

        (int status, JsonNode health) = await server.GetAsync("/health");

        Assert.Equal(200, status);
        Assert.Equal("ok", (string?)health["status"]);
        Assert.Equal("clv", (string?)health["model"]);
        Assert.Equal(0, (int?)health["customers"]);
        Assert.All(["as_of", "edges_age_s", "fault"], name => Assert.False(health.AsObject().ContainsKey(name)));
    }

    [Fact]
    public async Task Get_AfterSales_TellsCountsAndLog()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);

        (int status, JsonNode health) = await server.GetAsync("/health");

        Assert.Equal(200, status);
        string expected = """
            {"status":"ok","model":"clv","customers":4,"lapsed":0,"scored":3,"as_of":"2011-06-20","clock":"event","settled":true,"edges_version":3,"edges_age_s":1.5,
             "sequence":1,"bundle":"clv-12m","horizon_days":374,"counts":{"lines":7,"accepted":7,"late":0,"duplicates":0,"conflicting":0,
             "rejected":{"malformed":0,"no_customer_id":0,"cancellation":0,"non_product":0,"price":0,"quantity":0},"invoices_accepted":7,"invoices_rescored":7},
             "log":{"syncs":1,"bytes":100,"file_system":"ext4"}}
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), health.ToJsonString());
    }

    [Fact]
    public async Task Get_AfterAFault_Answers503WithTheSameShape()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.Fault = "fsync failed";

        (int status, JsonNode health) = await server.GetAsync("/health");

        Assert.Equal((503, "failed", "fsync failed"), (status, (string?)health["status"], (string?)health["fault"]));
        Assert.NotNull(health["counts"]);
    }

    [Fact]
    public async Task Get_WithoutAnAnswerInTime_Answers503AsAnError()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Service.StatusRefusal = new TimeoutException("No answer within 4 s.");

        TestServer.ExpectError(503, "no_answer", "4 s", await server.GetAsync("/health"));
    }
}
