using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>When the running engine settles and writes snapshots by itself.</summary>
public sealed class SettlingTests
{
    [Fact]
    public async Task Pause_OfTheStream_SettlesAndOnlyThen()
    {
        ManualTime time = new();
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2 }, time);
        await engine.Service.IngestAsync(RunningEngine.SalesTo(1, "A", "B", "C"));
        Assert.False((await engine.Service.StatusAsync()).IsSettled);
        await PumpAsync(time, async () => (await engine.Service.StatusAsync()).IsSettled, "the population settles");
        ServiceStatus status = await engine.Service.StatusAsync();
        Assert.Equal(1, status.EdgesVersion);
        Assert.True(status.EdgesAge >= TimeSpan.Zero);
    }

    [Fact]
    public async Task SteadyStream_SettlesAtLeastEveryTwoSeconds()
    {
        ManualTime time = new();
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2 }, time);
        long before = 0;
        for (int number = 1; number <= 1_000 && before == 0; number++)
        {
            // Ten milliseconds apart: the stream never pauses for the fifty that a settling waits for.
            await engine.Service.IngestAsync(RunningEngine.SalesTo(number, $"A{number % 5}", $"B{number % 7}"));
            before = (await engine.Service.StatusAsync()).EdgesVersion;
            Assert.True(before == 0 || number >= 200, $"it settled after {number} batches, {number * 10} ms, although the stream did not pause");
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.True(before > 0, "ten seconds of stream, and it never settled");
    }

    [Fact]
    public async Task EnoughLines_WriteASnapshotByThemselves()
    {
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2, SnapshotAfterLines = 100 });
        RandomShop shop = RandomShop.Make(5, customers: 20);
        foreach (TransactionBatch batch in Batches.Cut(shop.Arriving(ArrivalOrder.AsSold, new Random(1)), () => 30))
        {
            await engine.Service.IngestAsync(batch);
        }

        // A command of its own, behind the work that follows the last batch.
        await engine.Service.SettleAsync();
        IReadOnlyList<CustomerSummary> before = await engine.Service.PortfolioAsync();
        using (engine.Hold())
        {
            engine.Storage.Faults.CrashAtOperation = engine.Storage.Operations + 1;
        }

        await engine.KillAndReopenAsync();
        Assert.NotNull(engine.Service.Recovery.SnapshotSequence);
        Assert.InRange(engine.Service.Recovery.LinesReplayed, 0, 130);
        Assert.Equal(before.Select(customer => (customer.Record.Id, customer.Record.PredictedValue)), (await engine.Service.PortfolioAsync()).Select(customer => (customer.Record.Id, customer.Record.PredictedValue)));
    }

    // The loop's timer may be set a moment after the clock has moved, so the clock moves on until what is waited for has happened.
    private static async Task PumpAsync(ManualTime time, Func<Task<bool>> hasHappened, string what)
    {
        using CancellationTokenSource longest = new(TimeSpan.FromSeconds(90));
        while (!await hasHappened())
        {
            Assert.False(longest.IsCancellationRequested, $"After 90 s still not: {what}.");
            time.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }
    }
}
