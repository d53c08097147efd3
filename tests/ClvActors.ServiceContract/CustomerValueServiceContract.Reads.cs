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
        AssertExplained(found, FirstModel());
        CustomerDetail again = (await service.FindAsync(Id("1")))!;
        Assert.Equal(found.Factors, again.Factors);
    }

    [Fact]
    public async Task Find_EveryKindOfCustomer_TellsWhatTheModelSaysOfIt()
    {
        ExponentialModel model = FirstModel();
        await using ICustomerValueService service = await OpenWithEveryKindAsync(model);
        CustomerDetail cold = (await service.FindAsync(Id("cold")))!;
        CustomerDetail ahead = (await service.FindAsync(Id("ahead")))!;
        CustomerDetail gone = (await service.FindAsync(Id("gone")))!;
        Assert.Equal(
            [PredictionSource.ColdStart, PredictionSource.Pending, PredictionSource.Lapsed],
            ((CustomerDetail[])[cold, ahead, gone]).Select(detail => detail.Record.Source));
        Assert.All((CustomerDetail[])[cold, ahead, gone], detail =>
        {
            Assert.Equal(model.Predict(detail.Record.Source, detail.Record.Features.Values), detail.Record.Prediction);
            Assert.Equal(0.8, detail.Record.IntervalLevel);
        });
        AssertExplained(cold, model);
        AssertExplained(ahead, model);
        Assert.Empty(gone.Factors);
        Assert.True(double.IsNaN(gone.BaseScore));
        Assert.Equal(Day(3, 5).AddDays(Math.Round(cold.Record.Prediction.DaysToNextPurchase)), cold.Record.NextPurchaseDate!.Value.ToDateTime(new TimeOnly(10, 0)));
        Assert.Null(gone.Record.NextPurchaseDate);
    }

    [Fact]
    public async Task Find_ModelThatSaysNothingButAValue_LeavesTheRestOut()
    {
        ValueOnlyModel model = new("plain");
        await using ICustomerValueService service = await OpenWithEveryKindAsync(model);
        (string Id, Prediction Expected)[] expected =
        [
            ("cold", new Prediction { Value = ValueOnlyModel.ColdStartValue }),
            ("ahead", new Prediction { Value = ValueOnlyModel.ColdStartValue }),
            ("gone", new Prediction { Value = 0 }),
        ];
        foreach ((string id, Prediction prediction) in expected)
        {
            CustomerDetail found = (await service.FindAsync(Id(id)))!;
            Assert.Equal(prediction, found.Record.Prediction);
            Assert.True(double.IsNaN(found.Record.IntervalLevel));
            Assert.Null(found.Record.NextPurchaseDate);
            Assert.Empty(found.Factors);
            Assert.True(double.IsNaN(found.BaseScore));
        }

        CustomerDetail scored = (await service.FindAsync(Id("regular")))!;
        Assert.Equal(model.Predict(PredictionSource.Model, scored.Record.Features.Values), scored.Record.Prediction);
        Assert.Equal(("monetary_total", 1.0), (scored.Factors[0].Feature, scored.BaseScore));
    }

    [Fact]
    public async Task Find_LapsedCustomerWithAValue_StaysOutsideThePopulation()
    {
        ExponentialModel model = FirstModel();
        await using ICustomerValueService service = await OpenWithEveryKindAsync(model);
        CustomerDetail gone = (await service.FindAsync(Id("gone")))!;
        Assert.True(gone.Record.PredictedValue > 0);
        Assert.Equal((ClvSegment.Dormant, 0.0), (gone.Segment, gone.PercentileRank));
        Assert.Equal(["cold", "regular"], (await service.PortfolioAsync()).Select(customer => customer.Record.Id.ToString()).Order());
        IReadOnlyList<CustomerSummary> all = await service.PortfolioAsync(includeLapsed: true);
        Assert.Equal((3, "gone", gone.Record.Prediction), (all.Count, all[^1].Record.Id.ToString(), all[^1].Record.Prediction));
        Assert.Equal((await service.SegmentsAsync()).Sum(segment => segment.TotalValue) + gone.Record.PredictedValue, (await service.SegmentsAsync(includeLapsed: true)).Sum(segment => segment.TotalValue), 1e-9);

        await service.AdvanceAsOfAsync(new DateOnly(2011, 6, 5));
        CustomerDetail later = (await service.FindAsync(Id("gone")))!;
        Assert.Equal(gone.Record.Features.RecencyDays + 92, later.Record.Features.RecencyDays);
        Assert.Equal(model.Predict(PredictionSource.Lapsed, later.Record.Features.Values), later.Record.Prediction);
        Assert.Equal(later.Record.Prediction, (await service.ListAsync(new CustomerQuery(1, 10, ClvSegment.Dormant, IncludeLapsed: true))).Items[^1].Record.Prediction);
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
        Assert.Equal(PredictionSource.Model, answer.Source);
        Assert.Equal(model.Predict(PredictionSource.Model, answer.Features.Values), answer.Prediction);
        Assert.Equal(model.InputNames.Order(), answer.Contributions.Select(factor => factor.Feature).Order());
        Assert.Equal(answer.Prediction.RawScore, answer.BaseScore + answer.Contributions.Sum(factor => factor.Contribution), 1e-9);
        Assert.Equal(("first", 0.8), (answer.BundleId, answer.IntervalLevel));
        ServiceStatus status = await service.StatusAsync();
        Assert.Equal(status.AsOf, answer.AsOf);
        Assert.Equal(status.AsOf!.Value.AddDays((int)Math.Round(answer.Prediction.DaysToNextPurchase)), answer.NextPurchaseDate);
        Assert.Equal(status.Thresholds.SegmentOf(answer.PredictedValue), answer.Segment);
    }

    [Theory]
    [InlineData(0, PredictionSource.ColdStart)]
    [InlineData(1, PredictionSource.ColdStart)]
    [InlineData(2, PredictionSource.Model)]
    public async Task Predict_Frequency_DecidesWhoAnswers(double frequency, PredictionSource source)
    {
        ExponentialModel model = FirstModel();
        await using ICustomerValueService service = await OpenWithEveryKindAsync(model);
        double[] known = Unknown();
        known[1] = frequency;
        WhatIfAnswer answer = await service.PredictAsync(known);
        Assert.Equal(source, answer.Source);
        Assert.Equal(model.Predict(source, answer.Features.Values), answer.Prediction);
        Assert.Equal(model.InputNames.Count, answer.Contributions.Count);
    }

    [Fact]
    public async Task Predict_ColdStartOfAModelWithoutAScoreForIt_HasNoExplanation()
    {
        await using ICustomerValueService service = await OpenWithEveryKindAsync(new ValueOnlyModel("plain"));
        double[] known = Unknown();
        known[1] = 1;
        WhatIfAnswer answer = await service.PredictAsync(known);
        Assert.Equal(new Prediction { Value = ValueOnlyModel.ColdStartValue }, answer.Prediction);
        Assert.Empty(answer.Contributions);
        Assert.True(double.IsNaN(answer.BaseScore) && double.IsNaN(answer.IntervalLevel));
        Assert.Null(answer.NextPurchaseDate);
    }

    [Fact]
    public async Task Predict_OfSomebodyReal_AnswersAsTheLookupDoes()
    {
        RandomShop shop = RandomShop.Make(9);
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SettleAsync();
        foreach (CustomerSummary customer in await service.PortfolioAsync())
        {
            CustomerDetail found = (await service.FindAsync(customer.Record.Id))!;
            WhatIfAnswer answer = await service.PredictAsync(customer.Record.Features.Values.ToArray());
            Assert.Equal((found.Record.Prediction, found.Segment, found.PercentileRank), (answer.Prediction, answer.Segment, answer.PercentileRank));
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
        await using ICustomerValueService service = await OpenAsync(new ValueOnlyModel("plain"));
        string[] ids = ["b", "10", "9", "a", "007", "100"];
        await service.IngestAsync(Batch([.. ids.Select((id, index) => Line(id, $"{index}", Day(3, 1)))]));
        await service.SettleAsync();
        Assert.Equal(["9", "10", "100", "007", "a", "b"], (await service.PortfolioAsync()).Select(customer => customer.Record.Id.ToString()));
    }

    // One customer of each kind on 2011-03-05.
    private async Task<ICustomerValueService> OpenWithEveryKindAsync(IValueModel model)
    {
        ICustomerValueService service = await OpenAsync(model);
        await service.IngestAsync(Batch(
            Line("regular", "498", Day(2, 1)), Line("regular", "499", Day(2, 20)), Line("cold", "500", Day(3, 1)), Line("ahead", "501", Day(9, 1)),
            Line("gone", "502", new DateTime(2010, 3, 2)), Line("gone", "503", new DateTime(2010, 3, 3))));
        Assert.Equal(new DateOnly(2011, 3, 5), await service.AdvanceAsOfAsync(new DateOnly(2011, 3, 5)));
        return service;
    }

    private static void AssertExplained(CustomerDetail found, ExponentialModel model)
    {
        double[] inputs = new double[model.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        model.Explain(found.Record.Source, found.Record.Features.Values, inputs, contributions);
        FeatureContribution[] all = [.. model.InputNames.Select((name, index) => new FeatureContribution(name, inputs[index], contributions[index]))];
        Assert.Equal(all.OrderByDescending(factor => Math.Abs(factor.Contribution)).Take(5), found.Factors);
        Assert.Equal(contributions[^1], found.BaseScore);
        Assert.Equal(contributions.Sum(), found.Record.Prediction.RawScore, 1e-9);
    }

    private static double[] Unknown()
    {
        double[] unknown = new double[FeatureSet.Count];
        Array.Fill(unknown, double.NaN);
        return unknown;
    }
}
