using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Snapshots;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Journal;
using ClvActors.Embedded.Tests.Storage;

namespace ClvActors.Embedded.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    private static readonly int AsOfDay = new DateOnly(2010, 6, 30).DayNumber;

    [Fact]
    public void ReadNewest_OtherShards_GivesTheSameCustomers()
    {
        SimulatedStorage storage = new(1);
        List<StoredCustomer>[] shards = Population(seed: 3, shards: 3, customers: 200);
        new SnapshotStore(storage, TestLog.Id).Write(Header(7, 3), shards);

        // The reader's tables number the codes otherwise, because they hold some already.
        StockCodeTable[] tables = [new(), new()];
        tables[0].NumberOf("30");
        tables[1].NumberOf("zzz");
        SnapshotReading reading = new SnapshotStore(storage.Crash(), TestLog.Id).ReadNewest(id => tables[id.StableHash() % 2]);
        Assert.Empty(reading.Rejected);
        Assert.Equal(Describe(Header(7, 3)), Describe(reading.Content!.Header));
        Assert.Equal(Describe(shards.SelectMany(shard => shard)), Describe(reading.Content.Customers));
        Assert.All(reading.Content.Customers, customer => Assert.Same(tables[customer.State.Id.StableHash() % 2], customer.State.StockCodes));
    }

    [Fact]
    public void ReadNewest_RestoredState_GoesOnLikeTheOriginal()
    {
        SimulatedStorage storage = new(1);
        List<StoredCustomer> originals = Population(seed: 5, shards: 1, customers: 100)[0];
        new SnapshotStore(storage, TestLog.Id).Write(Header(1, 1), [originals]);
        StockCodeTable table = new();
        Dictionary<CustomerId, CustomerState> restored =
            new SnapshotStore(storage, TestLog.Id).ReadNewest(_ => table).Content!.Customers.ToDictionary(customer => customer.State.Id, customer => customer.State);
        foreach (CustomerState original in originals.Select(customer => customer.State))
        {
            Random random = new(9);
            CustomerState copy = restored[original.Id];
            for (int step = 0; step < 40; step++)
            {
                TransactionLine line = Line(random, original.Id);
                Assert.Equal(original.ApplyPurchase(line), copy.ApplyPurchase(line));
                if (step % 10 == 9)
                {
                    ObservationWindow next = new(Math.Max(original.Window.AsOfDay, AsOfDay) + (step * 3));
                    original.AdvanceTo(next);
                    copy.AdvanceTo(next);
                }

                Assert.Equal(original.Totals(), copy.Totals());
            }
        }
    }

    [Fact]
    public void Write_ThirdSnapshot_DeletesTheFirst()
    {
        SimulatedStorage storage = new(1);
        SnapshotStore store = new(storage, TestLog.Id);
        foreach (long sequence in (long[])[5, 6, 7, 7])
        {
            store.Write(Header(sequence, 2), Population(1, 2, 4));
        }

        Assert.Equal(6, storage.List("snapshots").Count);
        Assert.All(storage.List("snapshots"), name => Assert.StartsWith("0000000000000000007-", name, StringComparison.Ordinal));
        Assert.Equal(7, store.ReadNewest(_ => new StockCodeTable()).Content!.Header.Sequence);
    }

    [Fact]
    public void ReadNewest_AnyByteOfTheNewestFlipped_FallsBackAndTells()
    {
        SimulatedStorage storage = new(1);
        SnapshotStore store = new(storage, TestLog.Id);
        store.Write(Header(5, 2), Population(1, 2, 3));
        string[] older = [.. storage.List("snapshots")];
        store.Write(Header(6, 2), Population(2, 2, 3));
        foreach (string name in storage.List("snapshots").Except(older))
        {
            string path = $"snapshots/{name}";
            int length = storage.Bytes(path).Length;
            for (int offset = 0; offset < length; offset++)
            {
                storage.Flip(path, offset, offset % 8);
                SnapshotReading reading = store.ReadNewest(_ => new StockCodeTable());
                Assert.True(reading.Content?.Header.Sequence == 5, $"{name} at {offset}");
                Assert.Single(reading.Rejected);
                storage.Flip(path, offset, offset % 8);
            }

            byte[] whole = storage.Bytes(path);
            storage.Put(path, whole.AsSpan(0, length - 1));
            Assert.Equal(5, store.ReadNewest(_ => new StockCodeTable()).Content!.Header.Sequence);
            storage.Put(path, whole);
        }

        Assert.Equal(6, store.ReadNewest(_ => new StockCodeTable()).Content!.Header.Sequence);
        Assert.Null(new SnapshotStore(storage, TestLog.Id + 1).ReadNewest(_ => new StockCodeTable()).Content);
    }

    [Fact]
    public void Write_CrashAtEveryOperation_LeavesAReadableSet()
    {
        List<StoredCustomer>[] old = Population(1, 2, 5), fresh = Population(2, 3, 6);
        for (int seed = 0; seed < 4; seed++)
        {
            bool isDone = false;
            for (long operation = 1; !isDone; operation++)
            {
                SimulatedStorage storage = new(seed);
                SnapshotStore store = new(storage, TestLog.Id);
                store.Write(Header(4, 2), old);
                store.Write(Header(5, 2), old);
                storage.Faults.CrashAtOperation = storage.Operations + operation;
                isDone = Record.Exception(() => store.Write(Header(6, 3), fresh)) is null;
                SimulatedStorage after = storage.Crash();
                SnapshotStore restarted = new(after, TestLog.Id);
                SnapshotReading reading = restarted.ReadNewest(_ => new StockCodeTable());
                Assert.Empty(reading.Rejected);
                Assert.True(reading.Content!.Header.Sequence == 6 || (!isDone && reading.Content.Header.Sequence == 5), $"seed {seed}, operation {operation}");
                Assert.Equal(reading.Content.Header.Sequence == 6 ? Describe(fresh.SelectMany(s => s)) : Describe(old.SelectMany(s => s)), Describe(reading.Content.Customers));

                restarted.Write(Header(7, 1), Population(3, 1, 2));
                Assert.Equal(7, restarted.ReadNewest(_ => new StockCodeTable()).Content!.Header.Sequence);
                Assert.DoesNotContain(after.List("snapshots"), name => name.EndsWith(".tmp", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Write_DiskFull_DeletesWhatWasBegun()
    {
        SimulatedStorage storage = new(1);
        SnapshotStore store = new(storage, TestLog.Id);
        store.Write(Header(5, 2), Population(1, 2, 30));
        IReadOnlyList<string> before = storage.List("snapshots");
        long used = before.Sum(name => (long)storage.Bytes($"snapshots/{name}").Length);
        for (long room = 0; room < used; room += 500)
        {
            storage.Faults.Capacity = used + room;
            Assert.Throws<StorageFullException>(() => store.Write(Header(6, 2), Population(1, 2, 40)));
            Assert.Equal(before, storage.List("snapshots"));
        }

        Assert.Equal(5, store.ReadNewest(_ => new StockCodeTable()).Content!.Header.Sequence);
    }

    [Fact]
    public void ReadNewest_NoSnapshot_GivesNone() =>
        Assert.Null(new SnapshotStore(new SimulatedStorage(1), TestLog.Id).ReadNewest(_ => new StockCodeTable()).Content);

    [Fact]
    public void Write_LargeShard_IsReadBackFromManyBlocks()
    {
        SimulatedStorage storage = new(1);
        List<StoredCustomer>[] shards = Population(seed: 8, shards: 1, customers: 3_000);
        new SnapshotStore(storage, TestLog.Id).Write(Header(7, 1), shards);
        StockCodeTable table = new();
        Assert.Equal(Describe(shards[0]), Describe(new SnapshotStore(storage, TestLog.Id).ReadNewest(_ => table).Content!.Customers));
    }

    [Fact]
    public void Write_SampleSet_WritesTheApprovedFiles()
    {
        SimulatedStorage storage = new(1);
        new SnapshotStore(storage, TestLog.Id).Write(Header(7, 1), [Sample()]);
        Approved.Equal("snapshot-1", storage.Bytes("snapshots/0000000000000000007-0000.snapshot"));
        Approved.Equal("customers-1", storage.Bytes("snapshots/0000000000000000007-0000-0000.customers"));
    }

    private static List<StoredCustomer> Sample()
    {
        CustomerState state = new(CustomerId.FromNumber(13085), new StockCodeTable(), new ObservationWindow(AsOfDay));
        foreach (TransactionLine line in SampleLines.Plain)
        {
            if (line.IsCancellation)
            {
                state.ApplyCancellation(line);
            }
            else
            {
                state.ApplyPurchase(line);
            }
        }

        return [new StoredCustomer(state, [new ValuePoint(new DateOnly(2010, 5, 31), 12.5)], 6, 622.13, (byte)PredictionSource.ColdStart)];
    }

    private static SnapshotHeader Header(long sequence, int shards)
    {
        IngestCounts counts = new();
        counts.Count(LineOutcome.AcceptedNewInvoice);
        counts.Reject(RejectReason.Quantity, 5);
        return new SnapshotHeader
        {
            Sequence = sequence,
            LogOffset = 1_234_567,
            Window = new ObservationWindow(AsOfDay),
            Edges = RankEdges.None with { Version = 4, Frequency = new QuintileEdges(default, default, default, new RankKey(5, CustomerId.Parse("x"))) },
            BundleId = "clv-12m",
            BundleFingerprint = "sha256:00",
            BundleFolder = "models/clv-12m",
            Counts = counts,
            FeatureSetName = FeatureSet.Reference.Name,
            FeatureSetVersion = FeatureSet.Reference.Version,
            ShardCount = shards,
        };
    }

    private static List<StoredCustomer>[] Population(int seed, int shards, int customers)
    {
        Random random = new(seed);
        StockCodeTable[] tables = [.. Enumerable.Range(0, shards).Select(_ => new StockCodeTable())];
        List<StoredCustomer>[] population = [.. Enumerable.Range(0, shards).Select(_ => new List<StoredCustomer>())];
        for (int customer = 0; customer < customers; customer++)
        {
            CustomerId id = CustomerId.Parse(customer % 7 == 0 ? $"text {customer}" : $"{customer}");
            int shard = (int)(id.StableHash() % (ulong)shards);
            CustomerState state = new(id, tables[shard], customer % 11 == 0 ? ObservationWindow.Unset : new ObservationWindow(AsOfDay - random.Next(40)));
            for (int lines = random.Next(30); lines > 0; lines--)
            {
                TransactionLine line = Line(random, id);
                state.ApplyPurchase(line);
                if (random.Next(4) == 0)
                {
                    state.ApplyCancellation(line with { Invoice = "C" + line.Invoice });
                }
            }

            ValuePoint[] history = [.. Enumerable.Range(0, random.Next(3)).Select(month => new ValuePoint(new DateOnly(2010, month + 1, 28), random.NextDouble()))];
            population[shard].Add(new StoredCustomer(state, history, random.Next(100), customer % 3 == 0 ? double.NaN : random.NextDouble() * 1000, (byte)random.Next(4)));
        }

        return population;
    }

    private static TransactionLine Line(Random random, CustomerId id)
    {
        DateTime time = new DateTime(2009, 5, 1).AddDays(random.Next(480)).AddMinutes(random.Next(1440)).AddTicks(random.Next(3) == 0 ? random.Next(600_000_000) : 0);
        return new TransactionLine(
            $"{random.Next(20)}", $"{random.Next(60)}", "d", random.Next(1, 20), time, new Money(random.Next(1, 90_000)), id,
            random.Next(2) == 0 ? "United Kingdom" : "EIRE", random.Next(10) == 0 ? $"id {random.Next(50)}" : null);
    }

    private static string Describe(SnapshotHeader header) =>
        $"{header with { Counts = null! }} {string.Join(',', header.Counts.ToArray())}";

    private static List<string> Describe(IEnumerable<StoredCustomer> customers) =>
        [.. customers.OrderBy(customer => customer.State.Id).Select(Describe)];

    private static string Describe(StoredCustomer customer)
    {
        CustomerState state = customer.State;
        List<string> parts =
        [
            $"{state.Id} {state.Window} {state.FirstPurchaseDay} {state.NewestPurchaseDay} {state.LastPurchaseDay} {state.LastExpiredDay} {state.Totals()} {state.Waiting.Length}",
            $"{customer.ChangeSequence} {BitConverter.DoubleToInt64Bits(customer.ToldValue)} {customer.ToldSource} {string.Join(';', customer.History)}",
        ];
        foreach (Invoice invoice in state.Purchases.ToArray().Concat(state.Cancellations.ToArray()))
        {
            parts.Add($"{invoice.Number} {invoice.Day} {invoice.Time.Ticks} {invoice.Spend} {invoice.EveningLines} {invoice.UnitedKingdomLines}");
            foreach (InvoiceLine line in invoice.Lines)
            {
                parts.Add($"{state.StockCodes.CodeOf(line.StockNumber)} {line with { StockNumber = 0 }}");
            }
        }

        return string.Join('\n', parts);
    }
}
