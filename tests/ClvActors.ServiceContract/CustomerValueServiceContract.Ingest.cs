using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.ServiceContract;

public abstract partial class CustomerValueServiceContract
{
    [Theory]
    [InlineData(1, ArrivalOrder.AsSold)]
    [InlineData(2, ArrivalOrder.ShuffledWithinDays)]
    [InlineData(3, ArrivalOrder.Shuffled)]
    public async Task Ingest_WholeShop_EqualsOnePass(int seed, ArrivalOrder order)
    {
        RandomShop shop = RandomShop.Make(seed);
        Random random = new(seed);
        ExponentialModel model = new("shop", seed);
        PopulationOracle oracle = new();
        ICustomerValueService service = await OpenAsync(model);
        int sent = 0;
        foreach (TransactionBatch batch in Batches.Cut(shop.Arriving(order, random), () => random.Next(1, 200)))
        {
            IngestResult result = await service.IngestAsync(batch);
            Assert.Equal(batch.Lines.Count, result.Counts.Lines);
            oracle.Add(batch.Lines);
            if (++sent == 5)
            {
                await service.DisposeAsync();
                service = await OpenAsync(model);
            }
        }

        DateOnly asOf = DateOnly.FromDayNumber(shop.LastDay + 3);
        Assert.Equal(asOf, await service.AdvanceAsOfAsync(asOf));
        CustomerId[] ids = [.. shop.Customers, .. oracle.Purchases.Select(line => line.Customer!.Value).Distinct().Except(shop.Customers)];
        PopulationComparison.AssertEqual(oracle.At(asOf, model), await ObservedPopulation.OfAsync(service, ids), $"{order}, seed {seed}");
        IngestCounts counts = (await service.StatusAsync()).Counts;
        Assert.Equal(shop.Lines.Count, counts.Lines);
        Assert.Equal(counts.InvoicesAccepted, counts.InvoicesRescored);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Ingest_MixedLines_CountsEachOnce()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("2", "501", Day(3, 1))));
        TransactionLine kept = Line("1", "502", Day(3, 2));
        IngestResult result = await service.IngestAsync(new TransactionBatch(
            [
                kept,
                kept,
                kept with { Quantity = 5 },
                kept with { StockCode = "POST" },
                kept with { StockCode = "9", Price = Money.Zero },
                kept with { StockCode = "9", Quantity = 0 },
                kept with { Invoice = "C503", Quantity = -1 },
                kept with { Customer = null },
                Line("1", "400", new DateTime(2009, 1, 1)),
                Line("1", "504", Day(3, 2), stockCode: "7"),
            ],
            MalformedLines: 3));

        IngestCounts counts = result.Counts;
        Assert.Equal(13, counts.Lines);
        Assert.Equal((2, 1, 2, 1), (counts.Accepted, counts.Late, counts.Duplicates, counts.Conflicting));
        Assert.Equal((2, 2), (counts.InvoicesAccepted, counts.InvoicesRescored));
        Assert.Equal(3, counts.Rejected(RejectReason.Malformed));
        foreach (RejectReason reason in Enum.GetValues<RejectReason>().Where(reason => reason != RejectReason.Malformed))
        {
            Assert.Equal(1, counts.Rejected(reason));
        }
    }

    [Fact]
    public async Task Ingest_SameBatchAgain_ChangesNothing()
    {
        await using ICustomerValueService service = await OpenAsync();
        TransactionBatch batch = Batch(Line("1", "500", Day(3, 1)), Line("2", "501", Day(3, 1)), Line("1", "502", Day(3, 5)));
        await service.IngestAsync(batch);
        await service.SettleAsync();
        CustomerDetail before = (await service.FindAsync(Id("1")))!;
        IngestResult again = await service.IngestAsync(batch);
        Assert.Equal(3, again.Counts.Duplicates);
        Assert.Equal(0, again.Counts.InvoicesAccepted);
        CustomerDetail after = (await service.FindAsync(Id("1")))!;
        Assert.Equal(before.Record.Features, after.Record.Features);
        Assert.Equal(before.Record.PredictedValue, after.Record.PredictedValue);
    }

    [Fact]
    public async Task Ingest_Acknowledged_IsVisibleToTheNextRead()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("other", "1", Day(3, 1))));
        long sequence = 0;
        for (int number = 1; number <= 20; number++)
        {
            IngestResult result = await service.IngestAsync(Batch(Line("1", $"{500 + number}", Day(3, 1).AddMinutes(number))));
            Assert.True(result.Sequence > sequence, "sequence numbers do not ascend");
            sequence = result.Sequence;
            Assert.Equal(number, (await service.FindAsync(Id("1")))!.Record.Features.Frequency);
            Assert.True((await service.StatusAsync()).Sequence >= sequence);
        }
    }

    [Fact]
    public async Task Ingest_EmptyBatch_IsTaken()
    {
        await using ICustomerValueService service = await OpenAsync();
        IngestResult result = await service.IngestAsync(new TransactionBatch([]));
        Assert.Equal(0, result.Counts.Lines);
        Assert.Null(result.AsOf);
    }

    [Fact]
    public async Task Ingest_OneCustomersTypingError_MovesNobodysDate()
    {
        await using ICustomerValueService service = await OpenAsync();
        IngestResult result = await service.IngestAsync(Batch(Line("1", "500", new DateTime(2099, 1, 1)), Line("1", "501", Day(3, 9))));
        Assert.Null(result.AsOf);
        result = await service.IngestAsync(Batch(Line("2", "502", Day(3, 4))));
        Assert.Equal(new DateOnly(2011, 3, 4), result.AsOf);
        result = await service.IngestAsync(Batch(Line("3", "503", Day(3, 10))));
        Assert.Equal(new DateOnly(2011, 3, 10), result.AsOf);
        CustomerDetail typed = (await service.FindAsync(Id("1")))!;
        await service.SettleAsync();
        typed = (await service.FindAsync(Id("1")))!;
        Assert.Equal((1, 1), (typed.Record.Features.Frequency, typed.Record.WaitingInvoices));
        Assert.Equal(PredictionSource.ColdStart, typed.Record.Source);
    }

    [Fact]
    public async Task Open_AfterDisposal_HoldsEverything()
    {
        RandomShop shop = RandomShop.Make(8, customers: 20);
        ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SettleAsync();
        CustomerId[] ids = [.. shop.Customers];
        ObservedPopulation before = await ObservedPopulation.OfAsync(service, ids);
        long[] counts = (await service.StatusAsync()).Counts.ToArray();
        await service.DisposeAsync();

        await using ICustomerValueService again = await OpenAsync();
        ObservedPopulation after = await ObservedPopulation.OfAsync(again, ids);
        Assert.Equal(Describe(before), Describe(after));
        Assert.Equal(counts, (await again.StatusAsync()).Counts.ToArray());
        Assert.Contains(after.Customers.Values, customer => customer is { History.Count: > 5 });
    }

    private static List<string> Describe(ObservedPopulation population) =>
    [
        $"{population.AsOf} {population.Totals} {population.Thresholds}",
        .. population.PortfolioWithLapsed.Select(customer =>
            $"{customer.Record.Id} {customer.Segment} {customer.Record.PredictedValue:R} {string.Join(' ', customer.Record.Features.Values.ToArray())}"),
        .. population.Customers.OrderBy(customer => customer.Key).Select(customer => $"{customer.Key} {string.Join(' ', customer.Value?.History ?? [])}"),
    ];
}
