using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class MonthTurnTests
{
    [Fact]
    public async Task Poll_MonthTurnsBeforeTheSurvey_RemembersTheWholeSampleAtTheNextLook()
    {
        WatchedShop shop = new(1_200);
        using WatchedServer server = new(shop);
        await server.PollAsync();
        shop.AsOf = new DateOnly(2020, 3, 31);
        shop.BeforeSurvey = () => shop.AsOf = new DateOnly(2020, 4, 1);
        await server.PollAsync();
        await server.PollAsync();

        string file = Path.Combine(server.Data, "monitoring", "cohort-2020-04-01.json");
        Assert.Equal(1_200, CohortFile.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).Customers.Length);
    }
}
