using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.ServiceContract;

public abstract partial class CustomerValueServiceContract
{
    [Fact]
    public async Task Survey_OfAnEmptyService_CountsNobody()
    {
        await using ICustomerValueService service = await OpenAsync();
        PopulationSurvey survey = await service.SurveyAsync(new SurveyRequest { FeatureCuts = [[1.0], []], ValueCuts = [1, 2], Density = true, Sample = 5, Movers = 5 });
        Assert.Null(survey.AsOf);
        Assert.Equal("first", survey.BundleId);
        Assert.Equal([0, 0], survey.FeatureCounts[0]);
        Assert.Equal([0], survey.FeatureCounts[1]);
        Assert.Equal([0, 0, 0], survey.ValueCounts);
        Assert.Empty(survey.Groups);
        Assert.Empty(survey.Density);
        Assert.Empty(survey.Sample);
        Assert.Empty(survey.Movers);
    }

    [Fact]
    public async Task Survey_OfAShop_CountsWhatTheListsShow()
    {
        RandomShop shop = RandomShop.Make(11, customers: 120);
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.AdvanceAsOfAsync(DateOnly.FromDayNumber(shop.LastDay + 40));
        List<(CustomerRecord, IReadOnlyList<ValuePoint>)> everyone = [];
        foreach (CustomerSummary customer in await service.PortfolioAsync())
        {
            everyone.Add((customer.Record, (await service.FindAsync(customer.Record.Id))!.History));
        }

        SurveyRequest request = SurveyOracle.RequestFor([.. everyone.Select(customer => customer.Item1)], cuts: 12, sample: 30, movers: 10);
        PopulationSurvey survey = await service.SurveyAsync(request);
        ServiceStatus status = await service.StatusAsync();
        SurveyOracle.AssertEqual(SurveyOracle.Of(request, status.Thresholds, everyone), survey, "seed 11");
        Assert.Equal((status.AsOf, status.Sequence, status.BundleId, true), (survey.AsOf, survey.Sequence, survey.BundleId, survey.IsSettled));
        Assert.Equal(10, survey.Movers.Count);
        Assert.Equal(status.ScoredCustomers, survey.ValueCounts.Sum());
        Assert.Equal(status.Customers, survey.Groups.Sum(group => group.Count));
        Assert.Equal(status.Customers, survey.Density.Sum(cell => cell.Count));

        PopulationSurvey plain = await service.SurveyAsync(new SurveyRequest());
        Assert.Empty(plain.FeatureCounts);
        Assert.Empty(plain.Density);
        Assert.Empty(plain.Sample);
        Assert.Empty(plain.Movers);
        Assert.Equal(survey.Groups, plain.Groups);
    }

    [Fact]
    public async Task Survey_AfterTwoMonthEnds_TellsTheMovesSinceTheNewest()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("1", "501", Day(4, 20)), Line("2", "502", Day(4, 21))));
        await service.AdvanceAsOfAsync(new DateOnly(2011, 5, 31));
        await service.IngestAsync(Batch(Line("1", "503", Day(6, 2), quantity: 30), Line("3", "504", Day(6, 3))));
        await service.AdvanceAsOfAsync(new DateOnly(2011, 6, 3));
        PopulationSurvey survey = await service.SurveyAsync(new SurveyRequest { Movers = 5 });
        Assert.NotEmpty(survey.Movers);
        Assert.DoesNotContain(survey.Movers, move => move.Customer.Record.Id == Id("3"));
        foreach (ValueMove move in survey.Movers)
        {
            CustomerDetail detail = (await service.FindAsync(move.Customer.Record.Id))!;
            Assert.Equal(new DateOnly(2011, 5, 31), move.Since.AsOf);
            Assert.Equal(detail.History[^1], move.Since);
            Assert.Equal(detail.Record.PredictedValue - move.Since.PredictedValue, move.Change);
            Assert.Equal(detail.Segment, move.Customer.Segment);
        }

        Assert.Equal(survey.Movers.OrderByDescending(move => Math.Abs(move.Change)), survey.Movers);
        Assert.Equal(survey.Movers.Take(1), (await service.SurveyAsync(new SurveyRequest { Movers = 1 })).Movers, MoveComparer());
    }

    [Fact]
    public async Task Survey_RequestOutOfItsRanges_IsRefused()
    {
        await using ICustomerValueService service = await OpenAsync();
        SurveyRequest[] refused =
        [
            new() { Sample = -1 },
            new() { Sample = SurveyRequest.LargestSample + 1 },
            new() { Movers = -1 },
            new() { Movers = 1_001 },
            new() { ValueCuts = [2, 1] },
            new() { FeatureCuts = [[1, 1]] },
            new() { FeatureCuts = [.. Enumerable.Range(0, FeatureSet.Count + 1).Select(_ => Array.Empty<double>())] },
        ];
        foreach (SurveyRequest request in refused)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await service.SurveyAsync(request));
        }
    }

    [Fact]
    public async Task Search_ByPrefix_FindsEveryoneWhoEverBought()
    {
        await using ICustomerValueService service = await OpenAsync();
        string[] buyers = ["1", "13", "130", "139", "1300", "14", "2", "999999999999999", "0", "007", "13A", "A-1", "a-1", "A-10", "Ä"];
        await service.IngestAsync(Batch(
        [
            .. buyers.Select((id, index) => Line(id, $"{600 + index}", Day(3, 1))),
            Line("131", "C700", Day(3, 1), quantity: -1), Line("132", "701", Day(9, 1)), Line("133", "702", new DateTime(2010, 3, 2)),
        ]));
        await service.AdvanceAsOfAsync(new DateOnly(2011, 3, 5));
        Assert.Equal(PredictionSource.Pending, (await service.FindAsync(Id("132")))!.Record.Source);
        Assert.Equal(PredictionSource.Lapsed, (await service.FindAsync(Id("133")))!.Record.Source);
        CustomerId[] all = [.. buyers.Append("132").Append("133").Select(Id).Order()];
        string[] prefixes = ["", "0", "00", "1", "13", "130", "1300", "13000", "133", "9", "999999999999999", "9999999999999999", "13A", "A", "A-1", "a", "Ä", " 1", "1 ", "x", "-1", "01"];
        foreach (string prefix in prefixes)
        {
            CustomerId[] expected = [.. all.Where(id => id.ToString().StartsWith(prefix, StringComparison.Ordinal))];
            Assert.True(expected.SequenceEqual(await service.SearchAsync(prefix, 100)), $"'{prefix}'");
            Assert.True(expected.Take(2).SequenceEqual(await service.SearchAsync(prefix, 2)), $"two of '{prefix}'");
        }
    }

    [Fact]
    public async Task Search_ArgumentsOutOfRange_AreRefused()
    {
        await using ICustomerValueService service = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await service.SearchAsync("1", 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await service.SearchAsync("1", 101));
        Assert.Empty(await service.SearchAsync("1", 100));
    }

    [Fact]
    public async Task Search_AfterReopening_FindsTheSame()
    {
        RandomShop shop = RandomShop.Make(8, customers: 30);
        ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SettleAsync();
        CustomerId[] before = [.. await service.SearchAsync("", 100)];
        await service.DisposeAsync();
        await using ICustomerValueService again = await OpenAsync();
        Assert.Equal(before, await again.SearchAsync("", 100));
        Assert.True(before.Length > 20, "the shop is too small");
    }

    [Fact]
    public async Task Purchases_OfAShop_AreTheKeptInvoices()
    {
        RandomShop shop = RandomShop.Make(12);
        PopulationOracle oracle = new();
        oracle.Add(shop.Lines.Select(sold => sold.Line));
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        DateOnly asOf = DateOnly.FromDayNumber(shop.LastDay);
        await service.AdvanceAsOfAsync(asOf);
        CustomerId[] ids = [.. shop.Customers, Id("nobody"), shop.Customers[0]];
        IReadOnlyList<CustomerPurchases> purchases = await service.PurchasesAsync(ids);
        Assert.Equal(ids, purchases.Select(one => one.Id));
        ILookup<CustomerId, TransactionLine> kept = oracle.Purchases.Where(line => line.Date > asOf.AddDays(-365)).ToLookup(line => line.Customer!.Value);
        foreach (CustomerPurchases one in purchases)
        {
            Assert.Equal(asOf, one.AsOf);
            Purchase[] expected =
            [
                .. kept[one.Id].GroupBy(line => (line.Invoice, line.Date))
                    .Select(lines => new Purchase(
                        lines.Key.Invoice, lines.Min(line => line.Time), lines.Aggregate(Money.Zero, (sum, line) => sum + line.Total), lines.Count()))
                    .OrderBy(purchase => purchase.Time).ThenBy(purchase => purchase.Invoice, StringComparer.Ordinal),
            ];
            Assert.True(expected.SequenceEqual(one.Purchases), $"purchases of {one.Id}");
        }

        Assert.Contains(purchases, one => one.Purchases.Any(purchase => DateOnly.FromDateTime(purchase.Time) > asOf));
        Assert.Empty(purchases[^2].Purchases);
    }

    [Fact]
    public async Task Purchases_OfTooMany_AreRefused()
    {
        await using ICustomerValueService service = await OpenAsync();
        CustomerId[] ids = [.. Enumerable.Range(1, 1_001).Select(number => CustomerId.FromNumber(number))];
        await Assert.ThrowsAsync<ArgumentException>(async () => await service.PurchasesAsync(ids));
        Assert.Equal(40, (await service.PurchasesAsync(ids[..40])).Count);
        Assert.Null((await service.PurchasesAsync(ids[..1]))[0].AsOf);
        Assert.Empty(await service.PurchasesAsync([]));
    }

    [Fact]
    public async Task SurveySearchAndPurchases_CancelledOrDisposed_SaySo()
    {
        ICustomerValueService service = await OpenAsync();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.SurveyAsync(new SurveyRequest(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.SearchAsync("1", 1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.PurchasesAsync([Id("1")], cancelled));
        await service.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.SurveyAsync(new SurveyRequest()));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.SearchAsync("1", 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.PurchasesAsync([Id("1")]));
    }

    private static EqualityComparer<ValueMove> MoveComparer() =>
        EqualityComparer<ValueMove>.Create((left, right) => left.Customer.Record.Id == right.Customer.Record.Id && left.Change == right.Change && left.Since == right.Since);
}
