using ClvActors.Host.Dashboard;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Dashboard.Portfolio;

public sealed class PortfolioCsvTests
{
    [Fact]
    public async Task Get_Filtered_HasExactlyThoseCustomersInOrder()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);

        string[] all = await LinesAsync(server, "/api/portfolio.csv");
        string[] some = await LinesAsync(server, "/api/portfolio.csv?segment=Champions&source=model&order=customer&direction=asc");

        Assert.Equal(14, all.Length);
        Assert.StartsWith("customer_id,predicted_clv,clv_segment,segment_colour,", all[0], StringComparison.Ordinal);
        Assert.StartsWith("B-7,622.13,", all[1], StringComparison.Ordinal);
        Assert.Equal(["11", "12"], some.Skip(1).Select(line => line.Split(',')[0]));
        Assert.All(some.Skip(1), line => Assert.Contains($",Champions,{SegmentColours.All[0]},", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_IdThatIsAFormula_IsHarmless()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line("1", 5, 1, "=1+1", "2011-06-20"));

        string[] lines = await LinesAsync(server, "/api/portfolio.csv");

        Assert.StartsWith("\"'=1+1\",622.13,", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("segment=Lords", "segment must be one of")]
    [InlineData("stage=Old", "stage must be one of New")]
    [InlineData("status=Asleep", "Churn-risk")]
    [InlineData("source=guess", "cold_start")]
    [InlineData("least=-1", "least must be an amount")]
    [InlineData("order=name", "order must be one of customer")]
    [InlineData("direction=up", "direction must be asc or desc")]
    public async Task Get_Wrong_NamesWhatIsAllowed(string query, string part)
    {
        await using TestServer server = await TestServer.StartAsync();

        TestServer.ExpectError(422, "invalid_parameter", part, await server.GetAsync("/api/portfolio.csv?" + query));
    }

    private static async Task<string[]> LinesAsync(TestServer server, string path)
    {
        using HttpResponseMessage answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");
    }
}
