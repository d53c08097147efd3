using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.ServiceContract;

public abstract partial class CustomerValueServiceContract
{
    [Fact]
    public async Task Reads_OfAnEmptyService_AnswerNothing()
    {
        await using ICustomerValueService service = await OpenAsync();
        Assert.Null(await service.FindAsync(Id("1")));
        Assert.Empty(await service.PortfolioAsync(includeLapsed: true));
        CustomerPage page = await service.ListAsync(new CustomerQuery(1, 10));
        Assert.Equal(0, page.Total);
        Assert.Equal(5, (await service.SegmentsAsync()).Count);
        ServiceStatus status = await service.StatusAsync();
        Assert.Equal((0, 0, 0), (status.Customers, status.LapsedCustomers, status.ScoredCustomers));
        Assert.Null(status.AsOf);
        Assert.Null(status.Fault);
        WhatIfAnswer answer = await service.PredictAsync(Unknown());
        Assert.All(answer.Features.Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Find_CustomerThatOnlyCancelled_IsNobody()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "C500", Day(3, 1), quantity: -1), Line("2", "501", Day(3, 1))));
        Assert.Null(await service.FindAsync(Id("1")));
        Assert.NotNull(await service.FindAsync(Id("2")));
    }

    [Fact]
    public async Task Find_ScoredCustomer_IsExplained()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("1", "501", Day(3, 4)), Line("2", "502", Day(3, 5)), Line("2", "503", Day(3, 6))));
        await service.SettleAsync();
        CustomerDetail found = (await service.FindAsync(Id("1")))!;
        ExponentialModel model = FirstModel();
        double[] contributions = new double[FeatureSet.Count + 1];
        model.Explain(found.Record.Features.Values, contributions);
        Assert.Equal(contributions[..^1].OrderByDescending(Math.Abs).Take(5), found.Factors.Select(factor => factor.Contribution));
        Assert.All(found.Factors, factor => Assert.Equal(found.Record.Features[FeatureSet.IndexOf(factor.Feature)], factor.Value));
        Assert.Equal(contributions[^1], found.BaseScore);

        CustomerDetail again = (await service.FindAsync(Id("1")))!;
        Assert.Equal(found.Factors, again.Factors);
    }

    [Fact]
    public async Task Find_CustomersTheModelDoesNotScore_SayWhy()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(
            Line("cold", "500", Day(3, 1)), Line("ahead", "501", Day(9, 1)), Line("gone", "502", new DateTime(2010, 3, 2)), Line("gone", "503", new DateTime(2010, 3, 3))));
        Assert.Equal(new DateOnly(2011, 3, 5), await service.AdvanceAsOfAsync(new DateOnly(2011, 3, 5)));
        CustomerDetail cold = (await service.FindAsync(Id("cold")))!;
        CustomerDetail ahead = (await service.FindAsync(Id("ahead")))!;
        CustomerDetail gone = (await service.FindAsync(Id("gone")))!;
        Assert.Equal((PredictionSource.ColdStart, FirstModel().ColdStartValue), (cold.Record.Source, cold.Record.PredictedValue));
        Assert.Equal((PredictionSource.Pending, FirstModel().ColdStartValue), (ahead.Record.Source, ahead.Record.PredictedValue));
        Assert.Equal((PredictionSource.Lapsed, 0), (gone.Record.Source, gone.Record.PredictedValue));
        Assert.Equal((ClvSegment.Dormant, 0.0), (gone.Segment, gone.PercentileRank));
        Assert.All((CustomerDetail[])[cold, ahead, gone], detail => Assert.Empty(detail.Factors));
        Assert.Equal(["cold"], (await service.PortfolioAsync()).Select(customer => customer.Record.Id.ToString()));
        Assert.Equal(["cold", "gone"], (await service.PortfolioAsync(includeLapsed: true)).Select(customer => customer.Record.Id.ToString()));
    }

    [Fact]
    public async Task Predict_CompletesWhatIsMissingFromTheMedians()
    {
        RandomShop shop = RandomShop.Make(9);
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SettleAsync();
        FeatureVector[] everyone = [.. (await service.PortfolioAsync()).Select(customer => customer.Record.Features)];
        double[] known = Unknown();
        known[1] = 7;
        WhatIfAnswer answer = await service.PredictAsync(known);
        double[] medians =
        [
            .. Enumerable.Range(0, FeatureSet.Count)
                .Select(feature => PopulationOracle.Percentile([.. everyone.Select(features => features[feature]).Order()], 50)),
        ];
        Assert.Equal(medians[..22].Select((median, feature) => feature == 1 ? 7 : median), answer.Features.Values[..22].ToArray());
        Assert.Equal(FeatureCompletion.Complete(known, medians), answer.Features.Values.ToArray());

        ExponentialModel model = FirstModel();
        Assert.Equal(model.RawScore(answer.Features.Values), answer.RawScore);
        Assert.Equal(model.ValueOf(answer.RawScore), answer.PredictedValue);
        Assert.Equal(FeatureSet.Count, answer.Contributions.Count);
        Assert.Equal("first", answer.BundleId);
        Assert.Equal((await service.StatusAsync()).Thresholds.SegmentOf(answer.PredictedValue), answer.Segment);
    }

    [Fact]
    public async Task Predict_OfSomebodyReal_AnswersAsTheLookupDoes()
    {
        RandomShop shop = RandomShop.Make(9);
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SettleAsync();
        foreach (CustomerSummary customer in (await service.PortfolioAsync()).Where(customer => customer.Record.Source == PredictionSource.Model))
        {
            CustomerDetail found = (await service.FindAsync(customer.Record.Id))!;
            WhatIfAnswer answer = await service.PredictAsync(customer.Record.Features.Values.ToArray());
            Assert.Equal((found.Record.PredictedValue, found.Segment, found.PercentileRank), (answer.PredictedValue, answer.Segment, answer.PercentileRank));
        }
    }

    [Fact]
    public async Task Predict_OfNoFeatureVector_IsRefused()
    {
        await using ICustomerValueService service = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await service.PredictAsync(new double[FeatureSet.Count - 1]));
        double[] infinite = Unknown();
        infinite[3] = double.PositiveInfinity;
        await Assert.ThrowsAsync<ArgumentException>(async () => await service.PredictAsync(infinite));
    }

    [Fact]
    public async Task Portfolio_EqualValues_AreOrderedById()
    {
        await using ICustomerValueService service = await OpenAsync();
        string[] ids = ["b", "10", "9", "a", "007", "100"];
        await service.IngestAsync(Batch([.. ids.Select((id, index) => Line(id, $"{index}", Day(3, 1)))]));
        await service.SettleAsync();
        Assert.Equal(["9", "10", "100", "007", "a", "b"], (await service.PortfolioAsync()).Select(customer => customer.Record.Id.ToString()));
    }

    private static double[] Unknown()
    {
        double[] unknown = new double[FeatureSet.Count];
        Array.Fill(unknown, double.NaN);
        return unknown;
    }
}
