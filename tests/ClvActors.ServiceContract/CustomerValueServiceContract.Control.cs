using ClvActors.Domain.Service;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.ServiceContract;

public abstract partial class CustomerValueServiceContract
{
    [Fact]
    public async Task AdvanceAsOf_ToAnEarlierDate_ChangesNothing()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("2", "501", Day(3, 1))));
        Assert.Equal(new DateOnly(2011, 6, 1), await service.AdvanceAsOfAsync(new DateOnly(2011, 6, 1)));
        Assert.Equal(new DateOnly(2011, 6, 1), await service.AdvanceAsOfAsync(new DateOnly(2011, 5, 1)));
        Assert.Equal(92, (await service.FindAsync(Id("1")))!.Record.Features.RecencyDays);
        Assert.True((await service.StatusAsync()).IsSettled);
    }

    [Fact]
    public async Task AdvanceAsOf_OverMonthEnds_RecordsTheValuesThere()
    {
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("1", "501", Day(4, 20)), Line("2", "502", Day(4, 21))));
        await service.AdvanceAsOfAsync(new DateOnly(2011, 7, 3));
        PopulationOracle oracle = new();
        oracle.Add([Line("1", "500", Day(3, 1)), Line("1", "501", Day(4, 20)), Line("2", "502", Day(4, 21))]);
        ObservedPopulation population = await ObservedPopulation.OfAsync(service, [Id("1"), Id("2")]);
        PopulationComparison.AssertHistory(oracle.HistoryBefore(new DateOnly(2011, 7, 3), FirstModel()), population, "three sales");
        Assert.Equal(4, population.Customers[Id("1")]!.History.Count);
    }

    [Fact]
    public async Task SwapModel_ScoresEveryoneAnew()
    {
        RandomShop shop = RandomShop.Make(10);
        ExponentialModel second = new("second", 2);
        await using ICustomerValueService service = await OpenAsync();
        await service.IngestAsync(new TransactionBatch([.. shop.Lines.Select(sold => sold.Line)]));
        await service.SwapModelAsync(Offer(second));
        DateOnly asOf = DateOnly.FromDayNumber(shop.LastDay);
        await service.AdvanceAsOfAsync(asOf);
        PopulationOracle oracle = new();
        oracle.Add(shop.Lines.Select(sold => sold.Line));
        ObservedPopulation population = await ObservedPopulation.OfAsync(service, oracle.Purchases.Select(line => line.Customer!.Value).Distinct());
        Assert.Equal("second", population.BundleId);
        PopulationComparison.AssertEqual(oracle.At(asOf, second), population, "after the swap");
    }

    [Fact]
    public async Task SwapModel_ToNoBundle_IsRefusedAndNothingChanges()
    {
        await using ICustomerValueService service = await OpenAsync();
        await Assert.ThrowsAsync<InvalidDataException>(async () => await service.SwapModelAsync("no-such-bundle"));
        Assert.Equal("first", (await service.StatusAsync()).BundleId);
    }

    [Fact]
    public async Task Changes_TellWhatAReadThenShows()
    {
        await using ICustomerValueService service = await OpenAsync();
        await using IAsyncEnumerator<ValueChange> feed = service.ChangesAsync(ChangePosition.Start).GetAsyncEnumerator();
        IngestResult first = await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)), Line("2", "501", Day(3, 1))));
        foreach (string expected in (string[])["1", "2"])
        {
            Assert.True(await Until(feed.MoveNextAsync().AsTask(), "a change is told"));
            Assert.Equal(new ChangePosition(first.Sequence, Id(expected)), feed.Current.Position);
            Assert.Equal(Id(expected), feed.Current.Record.Id);
        }

        IngestResult second = await service.IngestAsync(Batch(Line("2", "502", Day(3, 1, 12))));
        Assert.True(await Until(feed.MoveNextAsync().AsTask(), "a change is told"));
        while (feed.Current.Position.Sequence < second.Sequence)
        {
            Assert.True(await Until(feed.MoveNextAsync().AsTask(), "the batch's change is told"));
        }

        Assert.Equal(new ChangePosition(second.Sequence, Id("2")), feed.Current.Position);
        ChangePosition between = new(first.Sequence, Id("1"));
        await using IAsyncEnumerator<ValueChange> resumed = service.ChangesAsync(between).GetAsyncEnumerator();
        Assert.True(await Until(resumed.MoveNextAsync().AsTask(), "a change after the position is told"));
        Assert.True(resumed.Current.Position > between);
    }

    [Fact]
    public async Task Calls_AfterDisposal_SayThatItIsDisposed()
    {
        ICustomerValueService service = await OpenAsync();
        string second = Offer(new ExponentialModel("second", 2));
        await service.DisposeAsync();
        await service.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.IngestAsync(Batch(Line("1", "500", Day(3, 1)))));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.FindAsync(Id("1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.ListAsync(new CustomerQuery(1, 10)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.PortfolioAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.SegmentsAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.PredictAsync(Unknown()));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.StatusAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.SettleAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.AdvanceAsOfAsync(new DateOnly(2011, 6, 1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await service.SwapModelAsync(second));
        await using IAsyncEnumerator<ValueChange> feed = service.ChangesAsync(ChangePosition.Start).GetAsyncEnumerator();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await feed.MoveNextAsync());
    }

    [Fact]
    public async Task Calls_AlreadyCancelled_SayThatTheyAre()
    {
        await using ICustomerValueService service = await OpenAsync();
        string second = Offer(new ExponentialModel("second", 2));
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.IngestAsync(Batch(Line("1", "500", Day(3, 1))), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.FindAsync(Id("1"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.ListAsync(new CustomerQuery(1, 10), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.PortfolioAsync(cancellation: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.SegmentsAsync(cancellation: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.PredictAsync(Unknown(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.StatusAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.SettleAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.AdvanceAsOfAsync(new DateOnly(2011, 6, 1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await service.SwapModelAsync(second, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ValueChange _ in service.ChangesAsync(ChangePosition.Start, cancelled))
            {
            }
        });
        Assert.Null(await service.FindAsync(Id("1")));
        Assert.Equal(0, (await service.StatusAsync()).Counts.Lines);
    }
}
