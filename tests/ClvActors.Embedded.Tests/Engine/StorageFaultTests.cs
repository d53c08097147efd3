using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>A full disk refuses and recovers; a failed sync stops the engine for good.</summary>
public sealed class StorageFaultTests
{
    private static readonly RandomShop Shop = RandomShop.Make(7, customers: 20);

    [Fact]
    public void FullDisk_WhileSending_RefusesAndGoesOnWhenThereIsRoom()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            Random random = new(seed);
            RandomShop shop = RandomShop.Make(seed, customers: 20);
            using DrivenEngine engine = DrivenEngine.Start(seed, time: new ManualTime(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(0.4)));
            PopulationOracle oracle = new();
            Queue<TransactionBatch> left = new(Batches.Cut(shop.Arriving((ArrivalOrder)random.Next(3), random), () => random.Next(1, 40)));
            int refused = 0;
            while (left.TryPeek(out TransactionBatch? batch))
            {
                engine.Storage.Faults.Capacity = random.Next(3) == 0 ? SizeOf(engine) + random.Next(400) : null;
                long before = engine.Core.Published.Counts.Lines;
                try
                {
                    engine.Send(batch);
                    oracle.Add(batch.Lines);
                    left.Dequeue();
                    Work(engine, random);
                }
                catch (ServiceUnavailableException error)
                {
                    refused++;
                    Assert.True(error.IsStorageFull, $"seed {seed}: {error.Message}");
                    Assert.Null(engine.Core.Fault);
                    Assert.NotNull(engine.Core.Published.Counts);
                    bool isSent = left.Count == 0 || !ReferenceEquals(left.Peek(), batch);
                    Assert.True(isSent || before == engine.Core.Published.Counts.Lines, $"seed {seed}: lines of a refused batch were counted");
                }
            }

            engine.Storage.Faults.Capacity = null;
            Assert.True(refused > 0, $"seed {seed}: the disk was never full");
            AssertConverged(engine, oracle, shop, $"seed {seed}, live");
            engine.KillAndOpen();
            AssertConverged(engine, oracle, shop, $"seed {seed}, reopened");
        }
    }

    [Fact]
    public void FullDisk_WhileSwappingTheModel_KeepsTheOldOneAndSwapsLater()
    {
        using DrivenEngine engine = StartWithShop();
        ExponentialModel second = new("second", 2);
        engine.Storage.Faults.Capacity = SizeOf(engine);
        Task swapped = engine.Core.BeginModelSwap(second);
        ServiceUnavailableException error = Assert.Throws<ServiceUnavailableException>(() => RunBackgroundWork(engine));
        Assert.True(error.IsStorageFull);
        Assert.Equal("first", engine.Core.Published.Model.Id);
        Assert.False(swapped.IsCompleted);

        engine.Storage.Faults.Capacity = null;
        RunBackgroundWork(engine);
        Assert.True(swapped.IsCompletedSuccessfully);
        Assert.Equal("second", engine.Core.Published.Model.Id);
    }

    [Fact]
    public void FullDisk_WhileOpeningAnUnsettledDirectory_OpensAndAnswers()
    {
        using DrivenEngine engine = StartWithShop();
        engine.Send(new TransactionBatch([Sale("late-comer", Shop.LastDay, "900001")]));
        engine.Kill();
        engine.Storage.Faults.Capacity = SizeOf(engine);
        engine.Open();

        Assert.NotNull(engine.Core.Published.Find(CustomerId.Parse("late-comer")).Record);
        Assert.False(engine.Core.IsSettled);
        Assert.True(Assert.Throws<ServiceUnavailableException>(() => engine.Send(new TransactionBatch([Sale("A", Shop.LastDay, "900002")]))).IsStorageFull);
        engine.Storage.Faults.Capacity = null;
        engine.Core.Settle();
        Assert.True(engine.Core.Published.IsSettled);
    }

    [Fact]
    public void FailedSync_OfABatch_StopsTheEngineButNotTheReads()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            using DrivenEngine engine = StartWithShop(seed);
            long lines = engine.Core.Published.Counts.Lines;
            engine.Storage.Faults.FailSyncAt = engine.Storage.Syncs + 1;
            ServiceUnavailableException refusal =
                Assert.Throws<ServiceUnavailableException>(() => engine.Send(new TransactionBatch([Sale("late-comer", Shop.LastDay, "900001")])));
            Assert.False(refusal.IsStorageFull);
            Assert.NotNull(engine.Core.Fault);
            Assert.Throws<ServiceUnavailableException>(() => engine.Send(new TransactionBatch([Sale("late-comer", Shop.LastDay, "900002")])));
            Assert.Throws<ServiceUnavailableException>(engine.Core.TakeSnapshot);
            Assert.Throws<ServiceUnavailableException>(() => engine.Core.AdvanceAsOf(DateOnly.FromDayNumber(Shop.LastDay + 100)));
            Assert.False(engine.Core.HasBackgroundWork);
            Assert.Equal(lines, engine.Core.Published.Counts.Lines);
            Assert.NotEmpty(engine.Observe(Shop.Customers).Portfolio);

            if (seed % 2 == 0)
            {
                engine.LosePower();
            }
            else
            {
                engine.Kill();
            }

            engine.Open();
            Assert.InRange(engine.Core.Published.Counts.Lines, lines, lines + 1);
            engine.Send(new TransactionBatch([Sale("late-comer", Shop.LastDay, "900001")]));
            Assert.Equal(1, engine.Core.Published.Find(CustomerId.Parse("late-comer")).Record!.Features.Frequency);
        }
    }

    [Fact]
    public async Task FailedSync_DuringAModelSwap_FailsTheSwap()
    {
        using DrivenEngine engine = StartWithShop();
        Task swapped = engine.Core.BeginModelSwap(new ExponentialModel("second", 2));
        engine.Storage.Faults.FailSyncAt = engine.Storage.Syncs + 1;
        Assert.Throws<ServiceUnavailableException>(() => engine.Send(new TransactionBatch([Sale("late-comer", Shop.LastDay, "900001")])));
        Assert.True(swapped.IsFaulted, "the swap still waits although the engine has stopped");
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => swapped);
        Assert.Throws<ServiceUnavailableException>(() => { _ = engine.Core.BeginModelSwap(new ExponentialModel("third", 3)); });
    }

    [Fact]
    public void ModelSwap_ThatTheLibraryCannotKeep_LeavesAnEarlierOneUnderWay()
    {
        using DrivenEngine engine = StartWithShop();
        Task first = engine.Core.BeginModelSwap(new ExponentialModel("second", 2));
        engine.Models.IsFull = true;
        Assert.Throws<IOException>(() => { _ = engine.Core.BeginModelSwap(new ExponentialModel("third", 3)); });
        RunBackgroundWork(engine);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal("second", engine.Core.Published.Model.Id);
        Assert.Null(engine.Core.Fault);
    }

    [Fact]
    public async Task ModelSwap_OvertakenByAnother_FailsAndTheOtherIsPublished()
    {
        using DrivenEngine engine = StartWithShop(time: new ManualTime(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(5)));
        Task first = engine.Core.BeginModelSwap(new ExponentialModel("second", 2));
        engine.Core.RunSlice();
        Task second = engine.Core.BeginModelSwap(new ExponentialModel("third", 3));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        RunBackgroundWork(engine);
        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal("third", engine.Core.Published.Model.Id);
        engine.AdvanceTo(DateOnly.FromDayNumber(Shop.LastDay + 1));
        AssertConverged(engine, OracleOf(Shop), Shop, "after two swaps", new ExponentialModel("third", 3));
    }

    [Fact]
    public void Slice_WithoutAnyTime_StillGetsOn()
    {
        ManualTime hurried = new(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(5));
        using DrivenEngine engine = DrivenEngine.Start(1, new EngineOptions { Shards = 3 }, time: hurried);
        engine.Send(Everything(RandomShop.Make(3, customers: 100)));
        engine.Core.BeginSettling();
        int slices = 0;
        while (engine.Core.HasBackgroundWork)
        {
            engine.Core.RunSlice();
            Assert.True(++slices < 1_000, "a sweep of a hundred customers does not come to its end");
        }

        Assert.True(slices > 1);
        _ = engine.Core.BeginModelSwap(new ExponentialModel("second", 2));
        while (engine.Core.HasBackgroundWork)
        {
            engine.Core.RunSlice();
            Assert.True(++slices < 1_000, "a model swap over a hundred customers does not come to its end");
        }

        Assert.Equal("second", engine.Core.Published.Model.Id);
    }

    private static DrivenEngine StartWithShop(int seed = 1, TimeProvider? time = null)
    {
        DrivenEngine engine = DrivenEngine.Start(seed, new EngineOptions { Shards = 1 }, time: time);
        engine.Send(Everything(Shop));
        engine.Core.Settle();
        return engine;
    }

    private static TransactionBatch Everything(RandomShop shop) => new([.. shop.Lines.Select(sold => sold.Line)]);

    private static PopulationOracle OracleOf(RandomShop shop)
    {
        PopulationOracle oracle = new();
        oracle.Add(shop.Lines.Select(sold => sold.Line));
        return oracle;
    }

    private static TransactionLine Sale(string customer, int day, string invoice) =>
        new(invoice, "22423", "CAKESTAND", 3, DateOnly.FromDayNumber(day).ToDateTime(new TimeOnly(10, 0)), new Money(127500), CustomerId.Parse(customer), "United Kingdom");

    private static void RunBackgroundWork(DrivenEngine engine)
    {
        while (engine.Core.HasBackgroundWork)
        {
            engine.Core.RunSlice();
        }
    }

    private static void Work(DrivenEngine engine, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                engine.Core.Settle();
                break;
            case 1:
                engine.Core.BeginSettling();
                break;
            case 2 or 3 when engine.Core.HasBackgroundWork:
                engine.Core.RunSlice();
                break;
            case 4:
                engine.Core.TakeSnapshot();
                break;
            default:
                break;
        }
    }

    private static long SizeOf(DrivenEngine engine) =>
        ((string[])["", "snapshots"]).Sum(folder => engine.Storage.List(folder).Sum(file => (long)engine.Storage.Bytes(folder.Length == 0 ? file : $"{folder}/{file}").Length));

    private static void AssertConverged(DrivenEngine engine, PopulationOracle oracle, RandomShop shop, string context, ExponentialModel? model = null)
    {
        engine.AdvanceTo(DateOnly.FromDayNumber(shop.LastDay + 1));
        CustomerId[] ids = [.. oracle.Purchases.Select(line => line.Customer!.Value).Distinct()];
        PopulationComparison.AssertEqual(oracle.At(DateOnly.FromDayNumber(shop.LastDay + 1), model ?? engine.Model), engine.Observe(ids), context);
    }
}
