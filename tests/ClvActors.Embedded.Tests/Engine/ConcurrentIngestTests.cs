using System.Collections.Concurrent;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class ConcurrentIngestTests
{
    [Fact]
    public async Task Ingest_FromManyTasks_IsVisibleAsAWholeAndToItsSender()
    {
        const int Writers = 6, Rounds = 80, Readers = 2, FewestReadings = 10;
        await using RunningEngine engine = RunningEngine.Start();
        using CancellationTokenSource done = new();
        int[] readings = new int[Readers];

        // Until every reader has read beside the writers, however the machine deals out its time.
        bool GoesOn(int round) => round <= Rounds || Enumerable.Range(0, Readers).Any(reader => Volatile.Read(ref readings[reader]) < FewestReadings);
        Task[] readers = [.. Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadPairsAsync(engine.Service, () => Interlocked.Increment(ref readings[reader]), done.Token)))];
        Task<int>[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(engine.Service, writer, GoesOn)))];
        Task<int[]> writing = Task.WhenAll(writers);

        // A reader ends before it is told to only by what it found.
        await await Task.WhenAny([writing, .. readers]).Until("all writers have sent everything and every reader has read beside them");
        int[] written = await writing;
        await done.CancelAsync();
        await Task.WhenAll(readers).Until("the readers have stopped");

        ServiceStatus status = await engine.Service.StatusAsync();
        Assert.Equal(2 * written.Sum(), status.Counts.Accepted);
        Assert.Equal(2 * written.Sum(), status.Counts.InvoicesRescored);
    }

    [Fact]
    public async Task Ingest_FullQueue_HoldsTheCallerBack()
    {
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2, QueueCapacity = 4 });
        using CancellationTokenSource impatient = new();
        Task<IngestResult>[] calls;
        using (engine.Hold())
        {
            calls = [.. Enumerable.Range(0, 6).Select(number => engine.Service.IngestAsync(RunningEngine.SalesTo(number, $"C{number}"), impatient.Token).AsTask())];
            Assert.All(calls, call => Assert.False(call.IsCompleted));
            await impatient.CancelAsync();
            foreach (Task<IngestResult> call in calls)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Until("a cancelled call returns"));
            }
        }

        await engine.Service.SettleAsync();
        for (int number = 0; number < 6; number++)
        {
            CustomerDetail? found = await engine.Service.FindAsync(CustomerId.Parse($"C{number}"));
            Assert.True((number < 4) == found is not null, $"batch {number}: the queue holds four batches, and only a batch that waits for a place is withdrawn");
        }
    }

    [Fact]
    public async Task Ingest_QueueWithRoomAgain_TakesTheHeldBackCallers()
    {
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2, QueueCapacity = 2, LargestGroupLines = 3 });
        Task<IngestResult>[] calls;
        using (engine.Hold())
        {
            calls = [.. Enumerable.Range(0, 40).Select(number => engine.Service.IngestAsync(RunningEngine.SalesTo(number, $"C{number}")).AsTask())];
        }

        IngestResult[] results = await Task.WhenAll(calls).Until("all held back callers are served");
        Assert.Equal(40, results.Select(result => result.Sequence).Distinct().Count());
        await engine.Service.SettleAsync();
        Assert.Equal(40, (await engine.Service.StatusAsync()).Customers);
    }

    [Fact]
    public async Task Ingest_WaitingBatches_ShareOneSync()
    {
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2, SettleAfterPause = TimeSpan.FromHours(1), LongestUnsettled = TimeSpan.FromHours(1) });
        await engine.Service.IngestAsync(RunningEngine.SalesTo(0, "A"));
        long before = (await engine.Service.StatusAsync()).Syncs;
        Task<IngestResult>[] calls;
        using (engine.Hold())
        {
            calls = [.. Enumerable.Range(1, 30).Select(number => engine.Service.IngestAsync(RunningEngine.SalesTo(number, $"C{number}")).AsTask())];
        }

        await Task.WhenAll(calls).Until("the group is acknowledged");
        Assert.Equal(1, (await engine.Service.StatusAsync()).Syncs - before);
    }

    [Fact]
    public async Task Dispose_DuringIngest_KeepsExactlyWhatWasAcknowledged()
    {
        await using RunningEngine engine = RunningEngine.Start();
        ConcurrentDictionary<string, int> acknowledged = new();
        TaskCompletionSource underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] writers = [.. Enumerable.Range(0, 6).Select(writer => Task.Run(() => WriteUntilDisposedAsync(engine.Service, $"W{writer}", acknowledged, underWay)))];
        await underWay.Task.Until("a writer has sent ten batches");
        await engine.ReopenAsync();
        await Task.WhenAll(writers).Until("every writer is told that the engine is disposed");

        ServiceStatus status = await engine.Service.StatusAsync();
        Assert.Equal(acknowledged.Values.Sum(), status.Counts.Lines);
        foreach ((string customer, int sent) in acknowledged)
        {
            Assert.Equal(sent, (await engine.Service.FindAsync(CustomerId.Parse(customer)))!.Record.Features.Frequency);
        }
    }

    [Fact]
    public async Task Kill_DuringIngest_KeepsWhatWasAcknowledged()
    {
        await using RunningEngine engine = RunningEngine.Start();
        ConcurrentDictionary<string, int> acknowledged = new();
        TaskCompletionSource underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] writers = [.. Enumerable.Range(0, 6).Select(writer => Task.Run(() => WriteUntilDisposedAsync(engine.Service, $"W{writer}", acknowledged, underWay)))];
        await underWay.Task.Until("a writer has sent ten batches");
        using (engine.Hold())
        {
            // Held between two groups, because the simulated disk is no more thread-safe than its contract asks for.
            engine.Storage.Faults.CrashAtOperation = engine.Storage.Operations + 3;
        }

        await Task.WhenAll(writers).Until("every writer is refused");
        Assert.NotNull(engine.Service.Fault);
        await engine.KillAndReopenAsync();
        foreach ((string customer, int sent) in acknowledged)
        {
            Assert.InRange((await engine.Service.FindAsync(CustomerId.Parse(customer)))!.Record.Features.Frequency, sent, sent + 1);
        }
    }

    [Fact]
    public async Task FailedSync_StopsIngestButNotTheReads()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await engine.Service.IngestAsync(RunningEngine.SalesTo(1, "A", "B"));
        await engine.Service.SettleAsync();
        engine.Storage.Faults.FailSyncAt = engine.Storage.Syncs + 1;
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => engine.Service.IngestAsync(RunningEngine.SalesTo(2, "A")).AsTask());
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => engine.Service.AdvanceAsOfAsync(new DateOnly(2011, 6, 1)).AsTask().Until("the move is refused"));
        await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => engine.Service.SwapModelAsync(engine.Models.Offer(engine.Model)).AsTask().Until("the swap is refused"));
        Assert.Equal(1, (await engine.Service.FindAsync(CustomerId.Parse("A")))!.Record.Features.Frequency);
        Assert.Equal(engine.Service.Fault, (await engine.Service.StatusAsync()).Fault);
        Assert.NotNull(engine.Service.Fault);
    }

    [Fact]
    public async Task FullDisk_WithASwapUnderWay_WaitsForRoomAndLetsTheEngineStop()
    {
        ManualTime time = new();
        RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2 }, time);
        await engine.Service.IngestAsync(RunningEngine.SalesTo(1, "A", "B"));
        await engine.Service.SettleAsync();
        engine.Storage.Faults.Capacity = 0;
        Task swapped = engine.Service.SwapModelAsync(engine.Models.Offer(new ExponentialModel("second", 2))).AsTask();
        Assert.True((await Assert.ThrowsAsync<ServiceUnavailableException>(() => engine.Service.IngestAsync(RunningEngine.SalesTo(2, "A")).AsTask())).IsStorageFull);
        Assert.False(swapped.IsCompleted);

        await engine.Service.DisposeAsync().AsTask().Until("the engine stops although the disk is full");
        await Assert.ThrowsAsync<ObjectDisposedException>(() => swapped.Until("the swap is given up"));
    }

    private static async Task<int> WriteAsync(EmbeddedEngine service, int writer, Predicate<int> goesOn)
    {
        string left = $"L{writer}", right = $"R{writer}";
        int round = 0;
        while (goesOn(round + 1))
        {
            await service.IngestAsync(RunningEngine.SalesTo(++round, left, right));
            CustomerDetail found = (await service.FindAsync(CustomerId.Parse(right)))!;
            Assert.Equal(round, found.Record.Features.Frequency);
        }

        return round;
    }

    private static async Task ReadPairsAsync(EmbeddedEngine service, Action read, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            IReadOnlyList<CustomerSummary> portfolio = await service.PortfolioAsync(cancellation: CancellationToken.None);
            AssertWhole(portfolio.Select(customer => customer.Record), portfolio.Count);
            CustomerPage page = await service.ListAsync(new CustomerQuery(1, 1_000), CancellationToken.None);
            AssertWhole(page.Items.Select(customer => customer.Record), page.Total);
            foreach (CustomerRecord record in page.Items.Select(customer => customer.Record))
            {
                CustomerDetail later = (await service.FindAsync(record.Id, CancellationToken.None))!;
                Assert.True(later.Record.Features.Frequency >= record.Features.Frequency, $"{record.Id} went back");
            }

            read();
            await Task.Yield();
        }
    }

    private static void AssertWhole(IEnumerable<CustomerRecord> population, int total)
    {
        CustomerRecord[] records = [.. population];
        Assert.Equal(total, records.Length);
        Assert.True(records.Zip(records.Skip(1)).All(pair => pair.First.PredictedValue >= pair.Second.PredictedValue), "a list is out of order");
        Dictionary<string, CustomerRecord> byId = records.ToDictionary(record => record.Id.ToString());
        foreach ((string id, CustomerRecord record) in byId)
        {
            string twin = (id[0] == 'L' ? "R" : "L") + id[1..];
            Assert.True(byId.TryGetValue(twin, out CustomerRecord? other), $"{id} is there without {twin}, who was sent in the same batch");
            Assert.True(record.Features.Frequency == other.Features.Frequency, $"{id} and {twin} were sent together but differ");
        }
    }

    private static async Task WriteUntilDisposedAsync(
        EmbeddedEngine service, string customer, ConcurrentDictionary<string, int> acknowledged, TaskCompletionSource underWay)
    {
        for (int number = 1; ; number++)
        {
            try
            {
                await service.IngestAsync(RunningEngine.SalesTo(number, customer));
                acknowledged[customer] = number;
            }
            catch (Exception error) when (error is ObjectDisposedException or ServiceUnavailableException)
            {
                return;
            }

            if (number == 10)
            {
                underWay.TrySetResult();
            }
        }
    }
}
