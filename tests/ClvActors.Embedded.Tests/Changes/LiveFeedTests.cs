using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Tests.Engine;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Changes;

/// <summary>The feed of a running engine: in order, without loss or repetition, whoever reads from wherever.</summary>
public sealed class LiveFeedTests
{
    private const string Last = "last-of-all";

    [Fact]
    public async Task Changes_UnderConcurrentIngest_ReachEveryReaderOnceAndInOrder()
    {
        await using RunningEngine engine = RunningEngine.Start();
        Task<List<ValueChange>> steady = Task.Run(() => ReadAsync(engine.Service, ChangePosition.Start));
        Task<List<ValueChange>> restless = Task.Run(() => ReadInPiecesAsync(engine.Service, new Random(5)));
        Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync(engine.Service, writer)))];
        await Task.WhenAll(writers).Until("all writers have sent everything");
        await engine.Service.SettleAsync();
        IReadOnlyList<CustomerSummary> settled = await engine.Service.PortfolioAsync();
        await engine.Service.IngestAsync(RunningEngine.SalesTo(900, Last));
        List<ValueChange> all = await steady.Until("the steady reader sees the last change");
        List<ValueChange> pieces = await restless.Until("the reader that comes and goes sees the last change");

        Assert.True(all.Zip(all.Skip(1)).All(pair => pair.First.Position < pair.Second.Position), "positions do not ascend");
        Assert.Equal(all.Select(change => change.Position), pieces.Select(change => change.Position));

        // Everyone is a cold start first and scored by the model from the second purchase on; whether a further purchase moves a value that the model holds at 0 is up to the settlings in between.
        Assert.True(all.Count >= 2 * settled.Count, $"only {all.Count} changes of {settled.Count} customers");
        Assert.All(all.GroupBy(change => change.Record.Id), AssertEachIsNew);
        AssertNewestStand(settled, all[..^1]);

        List<ValueChange> again = await ReadAsync(engine.Service, all[all.Count / 2].Position).Until("a later reader sees the last change");
        Assert.Equal(all.Skip((all.Count / 2) + 1).Select(change => change.Position), again.Select(change => change.Position));
    }

    [Fact]
    public async Task Changes_FromBeforeARestart_GiveEachCustomersNewestOnce()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await WriteAsync(engine.Service, 1);
        await engine.Service.SettleAsync();
        await engine.Service.IngestAsync(RunningEngine.SalesTo(900, Last));
        List<ValueChange> before = await ReadAsync(engine.Service, ChangePosition.Start).Until("the last change is read");
        ChangePosition half = before[before.Count / 2].Position;

        await engine.ReopenAsync();
        IReadOnlyList<CustomerSummary> everyone = await engine.Service.PortfolioAsync();
        await using IAsyncEnumerator<ValueChange> feed = engine.Service.ChangesAsync(ChangePosition.Start).GetAsyncEnumerator();
        List<ValueChange> full = await TakeAsync(feed, everyone.Count).Until("everyone's newest change is read");
        Assert.True(full.Zip(full.Skip(1)).All(pair => pair.First.Position < pair.Second.Position), "positions do not ascend");
        Assert.Equal(everyone.Select(customer => customer.Record.Id).Order(), full.Select(change => change.Record.Id).Order());
        AssertNewestStand(everyone, full);
        Dictionary<CustomerId, ChangePosition> newest = full.ToDictionary(change => change.Record.Id, change => change.Position);
        Assert.All(before, change => Assert.True(newest[change.Record.Id] >= change.Position, $"the change at {change.Position} is lost"));

        await using IAsyncEnumerator<ValueChange> resumed = engine.Service.ChangesAsync(half).GetAsyncEnumerator();
        ChangePosition[] expected = [.. full.Select(change => change.Position).Where(position => position > half)];
        List<ValueChange> partial = await TakeAsync(resumed, expected.Length).Until("the changes after a position are read");
        Assert.Equal(expected, partial.Select(change => change.Position));

        await engine.Service.IngestAsync(RunningEngine.SalesTo(901, Last));
        Assert.Equal(Last, (await TakeAsync(feed, 1).Until("a live change follows"))[0].Record.Id.ToString());
        Assert.Equal(Last, (await TakeAsync(resumed, 1).Until("a live change follows"))[0].Record.Id.ToString());
    }

    [Fact]
    public async Task Changes_WhenTheEngineIsDisposed_EndWithThatReason()
    {
        RunningEngine engine = RunningEngine.Start();
        Task<List<ValueChange>> reading = ReadAsync(engine.Service, ChangePosition.Start);
        await engine.Service.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.Until("the reader is told"));
    }

    [Fact]
    public async Task Changes_Cancelled_EndWithThat()
    {
        await using RunningEngine engine = RunningEngine.Start();
        using CancellationTokenSource cancellation = new();
        await using IAsyncEnumerator<ValueChange> feed = engine.Service.ChangesAsync(ChangePosition.Start).GetAsyncEnumerator(cancellation.Token);
        Task<bool> next = feed.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Until("the reader is told"));
    }

    [Fact]
    public async Task Changes_AfterAModelSwap_TellEveryoneWhoseValueIsNew()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await WriteAsync(engine.Service, 1);
        await engine.Service.SettleAsync();
        long before = (await engine.Service.StatusAsync()).Sequence;
        await engine.Service.SwapModelAsync(engine.Models.Offer(new ExponentialModel("second", 2)));
        await engine.Service.IngestAsync(RunningEngine.SalesTo(900, Last));
        List<ValueChange> changes = await ReadAsync(engine.Service, new ChangePosition(before, null)).Until("the last change is read");
        Assert.Equal(
            (await engine.Service.PortfolioAsync()).Select(customer => customer.Record.Id).Where(id => id.ToString() != Last).Order(),
            changes.Select(change => change.Record.Id).Where(id => id.ToString() != Last));
        Assert.All(changes, change => Assert.Equal("second", change.Record.BundleId));
    }

    private static async Task WriteAsync(EmbeddedEngine service, int writer)
    {
        for (int number = 1; number <= 60; number++)
        {
            await service.IngestAsync(RunningEngine.SalesTo(number, $"S{writer}-{number % 7}", $"S{writer}-{number % 11}"));
        }
    }

    private static async Task<List<ValueChange>> TakeAsync(IAsyncEnumerator<ValueChange> feed, int count)
    {
        List<ValueChange> changes = [];
        while (changes.Count < count)
        {
            Assert.True(await feed.MoveNextAsync());
            changes.Add(feed.Current);
        }

        return changes;
    }

    private static async Task<List<ValueChange>> ReadAsync(EmbeddedEngine service, ChangePosition from)
    {
        List<ValueChange> changes = [];
        await foreach (ValueChange change in service.ChangesAsync(from))
        {
            changes.Add(change);
            if (change.Record.Id == CustomerId.Parse(Last))
            {
                break;
            }
        }

        return changes;
    }

    private static async Task<List<ValueChange>> ReadInPiecesAsync(EmbeddedEngine service, Random random)
    {
        List<ValueChange> changes = [];
        ChangePosition position = ChangePosition.Start;
        while (true)
        {
            int left = random.Next(1, 20);
            await foreach (ValueChange change in service.ChangesAsync(position))
            {
                changes.Add(change);
                position = change.Position;
                if (change.Record.Id == CustomerId.Parse(Last))
                {
                    return changes;
                }

                if (--left == 0)
                {
                    break;
                }
            }
        }
    }

    private static void AssertEachIsNew(IEnumerable<ValueChange> ofOneCustomer)
    {
        ValueChange[] changes = [.. ofOneCustomer];
        Assert.All(
            changes.Zip(changes.Skip(1)),
            pair => Assert.True(
                pair.First.Record.PredictedValue != pair.Second.Record.PredictedValue || pair.First.Record.Source != pair.Second.Record.Source,
                $"{pair.First.Position} and {pair.Second.Position} tell the same value"));
    }

    private static void AssertNewestStand(IReadOnlyList<CustomerSummary> portfolio, List<ValueChange> changes)
    {
        Dictionary<CustomerId, ValueChange> newest = changes.GroupBy(change => change.Record.Id).ToDictionary(own => own.Key, own => own.Last());
        Assert.Equal(portfolio.Count, newest.Count);
        foreach (CustomerSummary customer in portfolio)
        {
            Assert.Equal(customer.Record.PredictedValue, newest[customer.Record.Id].Record.PredictedValue);
        }
    }
}
