using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Tests.Serialization;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Customers;

/// <summary>Random shops, customer by customer, against the answer from all lines at once.</summary>
public sealed class LiveCustomerPropertyTests
{
    private static readonly ExponentialModel Model = new("first", 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void BringTo_AnyOrderBatchesAndRestarts_EqualsTheOracle(int seed)
    {
        Random random = new(seed);
        RandomShop shop = RandomShop.Make(seed, 16);
        PopulationOracle oracle = new();
        oracle.Add(shop.Lines.Select(sold => sold.Line));
        ExpectedPopulation expected = oracle.At(DateOnly.FromDayNumber(shop.LastDay), Model);
        Dictionary<CustomerId, List<ValuePoint>> histories = oracle.HistoryBefore(expected.AsOf, Model);
        PopulationView settled = GivenView.At(oracle, shop.LastDay, Model, 2);
        IngestCounts total = new();
        foreach (IGrouping<CustomerId, TransactionLine> own in OwnLines(shop, random))
        {
            // Before the as-of date everything waits, so that no line is late and every month end is closed by the view that comes after all lines.
            StoredCustomer customer = new(own.Key);
            PopulationView early = SampleEntries.View(1, -1, fingerprint: Model.Fingerprint);
            foreach (CustomerLines batch in Cut([.. own], random))
            {
                total.Add(IngestCounts.FromArray(customer.Ingest(batch, early, Model)));
                MayRestart(customer, random);
            }

            customer.BringTo(settled, -1, Model, 1_000);
            MayRestart(customer, random);
            AssertEqual(seed, expected.Customers.GetValueOrDefault(own.Key), histories.GetValueOrDefault(own.Key), customer.Entry);
        }

        Assert.True(
            (total.Accepted, total.Duplicates, total.Conflicting, total.InvoicesAccepted)
                == (oracle.Counts.Accepted, oracle.Counts.Duplicates, oracle.Counts.Conflicting, oracle.Counts.InvoicesAccepted),
            $"seed {seed}: {Shown.Of(total.ToArray())}, expected {Shown.Of(oracle.Counts.ToArray())}");
        Assert.Equal((0L, total.InvoicesAccepted), (total.Late, total.InvoicesRescored));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void BringTo_StreamedWithTheClock_ClosesMonthsLazilyAsTheOracleDoes(int seed)
    {
        Random random = new(seed);
        RandomShop shop = RandomShop.Make(seed, 12);
        PopulationOracle oracle = new();
        oracle.Add(shop.Lines.Select(sold => sold.Line));
        DateOnly end = DateOnly.FromDayNumber(shop.LastDay);
        ExpectedPopulation expected = oracle.At(end, Model);
        Dictionary<CustomerId, List<ValuePoint>> histories = oracle.HistoryBefore(end, Model);
        PopulationView settled = GivenView.At(oracle, shop.LastDay, Model, 1);
        foreach (IGrouping<CustomerId, TransactionLine> own in OwnLines(shop, null))
        {
            StoredCustomer customer = new(own.Key);
            long sequence = 0;
            foreach (IGrouping<int, TransactionLine> day in own.GroupBy(line => line.Date.DayNumber).OrderBy(day => day.Key))
            {
                // A day's batch comes at a view of that day; the months that are over by then were published with it.
                int asOf = Math.Min(day.Key, shop.LastDay);
                PopulationView view = settled with
                {
                    Version = ++sequence,
                    AsOfDay = asOf,
                    MonthEnds = [.. settled.MonthEnds.Where(month => month.Day < asOf)],
                };
                customer.Ingest(new CustomerLines([.. day], sequence, -1, 0), view, Model);
                MayRestart(customer, random);
            }

            customer.BringTo(settled with { Version = ++sequence }, -1, Model, 1_000);
            AssertEqual(seed, expected.Customers.GetValueOrDefault(own.Key), histories.GetValueOrDefault(own.Key), customer.Entry);
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void Apply_RetriesAtAnyMoment_AnswerTheSameAndChangeNothing(int seed)
    {
        Random random = new(seed);
        RandomShop shop = RandomShop.Make(seed, 12);
        PopulationView view = SampleEntries.View(1, shop.FirstDay + 200, fingerprint: Model.Fingerprint);
        int repeated = 0;
        foreach (IGrouping<CustomerId, TransactionLine> own in OwnLines(shop, random))
        {
            StoredCustomer plain = new(own.Key);
            StoredCustomer retried = new(own.Key);
            List<(CustomerLines Batch, long[] Counts)> past = [];
            foreach (CustomerLines batch in Cut([.. own], random))
            {
                long[] counts = plain.Ingest(batch, view, Model);
                Assert.Equal(counts, retried.Ingest(batch, view, Model));
                past.Add((batch, counts));

                // One of the newest batches again, sent by somebody who has not heard the answer.
                int rows = retried.RowsStored;
                (CustomerLines again, long[] answer) = past[Math.Max(0, past.Count - 1 - random.Next(4))];
                MayRestart(retried, random);
                Assert.True(answer.SequenceEqual(retried.Ingest(again, view, Model)), $"seed {seed}: customer {own.Key}, batch {again.Sequence}");
                MayRestart(retried, random);

                // The lines of any batch again under a new number are duplicates.
                CustomerLines copy = past[random.Next(past.Count)].Batch;
                IngestCounts copied = IngestCounts.FromArray(retried.Ingest(copy with { Sequence = 500_000 + ++repeated }, view, Model));
                Assert.True(copied.Accepted == 0 && copied.Lines == copied.Duplicates + copied.Late, $"seed {seed}: {Shown.Of(copied.ToArray())}");
                Assert.True(retried.RowsStored == rows || copied.Late > 0 || copy.Lines.Any(line => line.IsCancellation), $"seed {seed}: a repeated line was stored");
            }

            Assert.Equal(plain.Entry is null, retried.Entry is null);
            if (plain.Entry is { } entry)
            {
                // The versions count the writes, of which there were more.
                Assert.Equal(Shown.Of(entry with { Version = 0, ChangeSequence = 0 }), Shown.Of(retried.Entry! with { Version = 0, ChangeSequence = 0 }));
                Assert.Equal(entry.ChangeSequence, retried.Entry.ChangeSequence);
            }
        }

        Assert.True(repeated > 50, "the shop is too small to prove anything");
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void NextDueDay_AnyMoment_IsTheFirstDayOnWhichTheTotalsChange(int seed)
    {
        Random random = new(seed);
        RandomShop shop = RandomShop.Make(seed, 12);
        int checkedDays = 0;
        foreach (IGrouping<CustomerId, TransactionLine> own in OwnLines(shop, random))
        {
            StoredCustomer customer = new(own.Key);
            customer.Ingest(new CustomerLines([.. own], 1, -1, 0), SampleEntries.View(1, -1, fingerprint: Model.Fingerprint), Model);
            for (int asOf = shop.FirstDay; asOf < shop.LastDay + 400; asOf += random.Next(1, 60))
            {
                customer.BringTo(SampleEntries.View(1, asOf, fingerprint: Model.Fingerprint), -1, Model, 2);
                if (customer.Entry is not { } entry)
                {
                    continue;
                }

                CustomerState plain = StateOf(own, asOf);
                WindowTotals now = plain.Totals();
                int latest = Math.Max(own.Max(line => line.Date.DayNumber), asOf) + ObservationWindow.Days + 1;
                int expected = CustomerEntry.NeverDue;
                for (int day = asOf + 1; day <= Math.Min(latest, asOf + 800) && expected == CustomerEntry.NeverDue; day++)
                {
                    plain.AdvanceTo(new ObservationWindow(day));
                    expected = plain.Totals().Equals(now) ? expected : day;
                }

                Assert.True(
                    entry.NextDueDay == expected || (expected == CustomerEntry.NeverDue && entry.NextDueDay > asOf + 800),
                    $"seed {seed}: customer {own.Key} at {asOf} is due at {entry.NextDueDay}, not {expected}");
                checkedDays++;
            }
        }

        Assert.True(checkedDays > 100, "the shop is too small to prove anything");
    }

    private static IEnumerable<IGrouping<CustomerId, TransactionLine>> OwnLines(RandomShop shop, Random? shuffled) =>
        (shuffled is null ? shop.Lines : shop.Arriving(ArrivalOrder.Shuffled, shuffled))
            .Select(sold => sold.Line)
            .Where(line => LineCleaner.Judge(line) is null or RejectReason.Cancellation)
            .GroupBy(line => line.Customer!.Value);

    private static List<CustomerLines> Cut(TransactionLine[] lines, Random random)
    {
        List<CustomerLines> batches = [];
        for (int start = 0; start < lines.Length;)
        {
            int size = Math.Min(random.Next(1, 8), lines.Length - start);
            batches.Add(new CustomerLines(lines[start..(start + size)], batches.Count + 1, -1, 0));
            start += size;
        }

        return batches;
    }

    private static void MayRestart(StoredCustomer customer, Random random)
    {
        if (random.Next(4) == 0)
        {
            customer.WriteCheckpoint();
        }

        if (random.Next(3) == 0)
        {
            customer.Restart();
        }
    }

    private static CustomerState StateOf(IEnumerable<TransactionLine> lines, int asOf)
    {
        CustomerState state = new(lines.First().Customer!.Value, new StockCodeTable(), ObservationWindow.Unset);
        foreach (TransactionLine line in lines.Where(line => !line.IsCancellation))
        {
            state.ApplyPurchase(line);
        }

        state.AdvanceTo(new ObservationWindow(asOf));
        return state;
    }

    private static void AssertEqual(int seed, ExpectedCustomer? expected, List<ValuePoint>? history, CustomerEntry? entry)
    {
        if (expected is null)
        {
            Assert.Null(entry);
            return;
        }

        CustomerRecord record = entry!.Record;
        string what = $"seed {seed}, customer {expected.Id}";
        Assert.True(expected.Features.Equals(record.Features), $"{what}: {Shown.Of(record.Features)}, expected {Shown.Of(expected.Features)}");
        Assert.True(expected.Prediction == record.Prediction, $"{what}: {record.Prediction}, expected {expected.Prediction}");
        Assert.Equal(
            (expected.Source, expected.FirstPurchaseDay, expected.LastPurchaseDay, expected.WaitingInvoices),
            (record.Source, record.FirstPurchaseDay, record.LastPurchaseDay, record.WaitingInvoices));
        Assert.True((history ?? []).SequenceEqual(entry.History.ToPoints()), $"{what}: {Shown.Of(entry.History)}, expected {Shown.Of(history)}");
        Assert.Equal(record.PredictedValue, entry.ToldValue);
    }
}
