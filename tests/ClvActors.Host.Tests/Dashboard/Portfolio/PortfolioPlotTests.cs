using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Host.Dashboard.Portfolio;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Dashboard.Portfolio;

public sealed class PortfolioPlotTests
{
    [Fact]
    public void Places_OfRangesEnds_LieOnTheEdges()
    {
        PortfolioPlot plot = new(99_999);

        Assert.Equal((PortfolioPlot.Left, PortfolioPlot.Right), (PortfolioPlot.X(0), PortfolioPlot.X(365)));
        Assert.Equal(PortfolioPlot.Bottom, plot.Y(0));
        Assert.Equal(PortfolioPlot.Top, plot.Y(99_999), 9);
        Assert.Equal(1234, plot.ValueAt(plot.Y(1234)), 6);
        Assert.Equal(PortfolioPlot.Top, plot.Y(1e9));
    }

    [Fact]
    public async Task Points_OfCustomers_HaveOneDotEachAndTheNearestIsFound()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(20);
        IReadOnlyList<CustomerSummary> customers = await server.Service.PortfolioAsync(cancellation: TestContext.Current.CancellationToken);
        PortfolioPlot plot = new(customers[0].Record.PredictedValue);

        IReadOnlyList<string> paths = plot.Points(customers);

        Assert.Equal(customers.Count, paths.Sum(path => path.Split('M').Length - 1));
        CustomerSummary wanted = customers[7];
        Assert.Equal(wanted.Record.Id, plot.Nearest(customers, PortfolioPlot.X(wanted.Record.Features.RecencyDays) + 1, plot.Y(wanted.Record.PredictedValue))!.Value.Record.Id);
        Assert.Null(plot.Nearest(customers, PortfolioPlot.Right, PortfolioPlot.Top));
    }

    [Fact]
    public void Density_MixedCell_TakesTheColourOfTheMost()
    {
        DensityCell[] cells =
        [
            new(2, 30, ClvSegment.Growing, LifecycleStage.New, PurchaseStatus.Active, 3), new(2, 30, ClvSegment.Growing, LifecycleStage.Loyal, PurchaseStatus.Active, 3),
            new(2, 30, ClvSegment.Occasional, LifecycleStage.Loyal, PurchaseStatus.Active, 5), new(4, 10, ClvSegment.Dormant, LifecycleStage.Loyal, PurchaseStatus.Active, 1),
        ];

        IReadOnlyList<string[]> paths = new PortfolioPlot(10_000).Density(cells);

        Assert.NotEmpty(paths[(int)ClvSegment.Growing][PortfolioPlot.Levels - 1]);
        Assert.All(paths[(int)ClvSegment.Occasional], Assert.Empty);
        Assert.Single(paths[(int)ClvSegment.Dormant], path => path.Length > 0);
    }

    [Fact]
    public void Filter_ToQuery_NamesWhatIsNotAll()
    {
        Assert.Equal("", new PortfolioFilter().ToQuery());
        Assert.Equal(
            "segment=High%20Value&status=Churn-risk&least=0.5&most=1000",
            new PortfolioFilter(ClvSegment.HighValue, Status: PurchaseStatus.ChurnRisk, Least: 0.5, Most: 1000).ToQuery());
    }
}
