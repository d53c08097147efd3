using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Orleans.Tests.Customers;

public sealed class LiveCustomerTests
{
    private const int Today = SampleEntries.Today;

    private static readonly CustomerId Id = CustomerId.FromNumber(13_085);
    private static readonly ExponentialModel Model = new("first", 3);
    private static readonly ExponentialModel Other = new("second", 4);

    [Fact]
    public void ToEntry_OnlyCancellations_IsNullAcrossMonthEndsAndRestarts()
    {
        StoredCustomer customer = new(Id);
        IngestCounts counts = IngestCounts.FromArray(customer.Ingest(Batch(1, Line("C1", Today - 40)), View(Today - 40), Model));
        Assert.Equal(0, counts.Lines);
        Assert.Equal(1, customer.RowsStored);
        customer.Restart();
        customer.BringTo(View(Today) with { MonthEnds = [new(Today - 30, RankEdges.None), new(Today - 5, RankEdges.None)] }, -1, Model, 2);
        Assert.Null(customer.Entry);
        Assert.False(customer.Live.HasBought);
        Assert.Equal(Today, customer.Live.AsOfDay);

        // Its cancellations are kept, and the first purchase has no history of months before it.
        customer.WriteCheckpoint();
        customer.Restart();
        Assert.Equal(["C1"], customer.Live.ToCheckpoint().Cancellations.Numbers);
        customer.Ingest(Batch(3, Line("2", Today)), View(Today), Model);
        Assert.Empty(customer.Entry!.History.Days);
        Assert.Equal(1, customer.Entry.Version);
    }

    [Fact]
    public void ToEntry_EveryStoredEntry_HasTheNextVersionAndOneThatIsNotStoredHasNone()
    {
        StoredCustomer customer = new(Id);
        for (int step = 1; step <= 20; step++)
        {
            customer.Ingest(Batch(step, Line($"{step}", Today - 30 + step)), View(Today), Model);
            Assert.Equal(step, customer.Entry!.Version);
            Assert.Equal(step, customer.Live.ToEntry(isNew: false)!.Version);
            if (step % 3 == 0)
            {
                customer.Restart();
            }
        }
    }

    [Fact]
    public void Apply_EmptyBatch_CountsAndStoresNothing()
    {
        LiveCustomer customer = new(Id);
        Assert.Equal(new long[12], customer.Apply(Batch(5), out JournalBatch? row));
        Assert.Null(row);
        Assert.Empty(customer.ToCheckpoint().RecentBatches);
    }

    [Fact]
    public void Apply_OnlyDuplicates_StoresNoRow()
    {
        LiveCustomer customer = new(Id);
        customer.Apply(Batch(1, Line("1", Today)), out _);
        Assert.Equal(1, IngestCounts.FromArray(customer.Apply(Batch(2, Line("1", Today)), out JournalBatch? row)).Duplicates);
        Assert.Null(row);
    }

    [Fact]
    public void Apply_LateLine_IsStoredBecauseItMovesTheFirstPurchase()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today)), View(Today), Model);
        IngestCounts counts = IngestCounts.FromArray(customer.Ingest(Batch(2, Line("0", Today - 400)), View(Today), Model));
        Assert.Equal((1L, 0L), (counts.Late, counts.Accepted));
        customer.Restart();
        Assert.Equal(Today - 400, customer.Live.ToCheckpoint().FirstPurchaseDay);
        Assert.Equal(Today - 400, customer.Entry!.Record.FirstPurchaseDay);
    }

    [Fact]
    public void Apply_RowThatWasReadBack_IsTheOneThatWasApplied()
    {
        // A late line is late for ever, though a fresh state would take it: the row is applied after the entry has told the day.
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 300)), View(Today - 300), Model);
        customer.WriteCheckpoint();
        customer.BringTo(View(Today + 100), -1, Model, 2);
        customer.Ingest(Batch(3, Line("2", Today - 290)), View(Today + 100), Model);
        CustomerCheckpoint before = customer.Live.ToCheckpoint();
        customer.Restart();
        Assert.Equal(Serialization.Shown.Of(before), Serialization.Shown.Of(customer.Live.ToCheckpoint()));
    }

    [Fact]
    public void Apply_FormerSequence_StampsItsOwnChangeAnewAndNoOther()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(7, Line("1", Today)), View(Today), Model);
        Assert.Equal(7, customer.Entry!.ChangeSequence);
        customer.Ingest(new CustomerLines([], 9, -1, 0, FormerSequence: 6), View(Today), Model);
        Assert.Equal(7, customer.Entry.ChangeSequence);
        customer.Restart();
        customer.Ingest(new CustomerLines([], 9, -1, 0, FormerSequence: 7), View(Today), Model);
        Assert.Equal(9, customer.Entry.ChangeSequence);
        customer.Ingest(new CustomerLines([], 9, -1, 0, FormerSequence: 7), View(Today), Model);
        Assert.Equal(9, customer.Entry.ChangeSequence);
    }

    [Fact]
    public void Apply_FormerSequenceBeforeAnythingWasTold_ChangesNothing()
    {
        LiveCustomer customer = new(Id);
        customer.Apply(new CustomerLines([], 9, -1, 0, FormerSequence: 0), out _);
        Assert.Equal(0, customer.ChangeSequence);
    }

    [Fact]
    public void Tell_SameValue_KeepsTheSequence()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 3)), View(Today), Model);
        customer.Ingest(Batch(2, Line("1", Today - 3)), View(Today), Model);
        Assert.Equal(1, customer.Entry!.ChangeSequence);
        customer.Ingest(Batch(3, Line("2", Today - 2)), View(Today), Model);
        Assert.Equal(3, customer.Entry.ChangeSequence);
        Assert.Equal((customer.Entry.Record.PredictedValue, (int)PredictionSource.Model), (customer.Entry.ToldValue, customer.Entry.ToldSource));
    }

    [Fact]
    public void BringTo_NothingThatConcernsIt_KeepsTheRecord()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 3)), View(Today), Model);
        CustomerRecord record = customer.Live.ToEntry(isNew: false)!.Record;
        customer.Live.BringTo(View(Today) with { Version = 8, Edges = RankEdges.None with { Version = 8 } }, -1, Model);
        Assert.Same(record, customer.Live.ToEntry(isNew: false)!.Record);
    }

    [Fact]
    public void BringTo_AnotherModelOrDay_ScoresAnew()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 3), Line("2", Today - 2)), View(Today), Model);
        customer.BringTo(View(Today), -1, Other, 2);
        Assert.Equal((Other.Id, Other.Fingerprint), (customer.Entry!.Record.BundleId, customer.Entry.BundleFingerprint));
        Assert.Equal(Other.Predict(PredictionSource.Model, customer.Entry.Record.Features.Values), customer.Entry.Record.Prediction);
        customer.BringTo(View(Today), Today + 4, Other, 3);
        Assert.Equal(6, customer.Entry.Record.Features.RecencyDays);
    }

    [Fact]
    public void BringTo_EarlierDay_StaysWhereItIs()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 3)), View(Today), Model);
        customer.BringTo(View(Today - 2), Today - 1, Model, 2);
        Assert.Equal(Today, customer.Entry!.Record.Window.AsOfDay);
    }

    [Fact]
    public void BringTo_MonthEnds_AreClosedOnceWithTheirOwnEdges()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 60), Line("2", Today - 55)), View(Today - 50), Model);
        RankEdges first = EdgesThatGive(1);
        RankEdges second = EdgesThatGive(5);
        PopulationView view = View(Today) with { MonthEnds = [new(Today - 70, first), new(Today - 40, first), new(Today - 10, second), new(Today, second)] };
        customer.BringTo(view, -1, Model, 2);
        Assert.Equal([Today - 40, Today - 10], customer.Entry!.History.Days);
        customer.Restart();
        customer.BringTo(view, -1, Model, 3);
        Assert.Equal([Today - 40, Today - 10], customer.Entry.History.Days);
        Assert.Equal([ValueAt(Today - 40, new(1, 1, 1)), ValueAt(Today - 10, new(5, 5, 5))], customer.Entry.History.Values);
        customer.BringTo(view with { AsOfDay = Today + 1 }, -1, Model, 4);
        Assert.Equal([Today - 40, Today - 10, Today], customer.Entry.History.Days);
    }

    [Fact]
    public void CloseMonths_LinesThatCameLater_AreNotInTheValuesOfMonthsThatWereOver()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 60), Line("2", Today - 55)), View(Today - 40), Model);
        PopulationView view = View(Today) with { MonthEnds = [new(Today - 40, EdgesThatGive(1)), new(Today - 10, EdgesThatGive(5))] };
        customer.Live.CloseMonths(view, Model);
        customer.Ingest(Batch(2, Line("3", Today - 45)), view, Model);
        Assert.Equal([Today - 40, Today - 10], customer.Entry!.History.Days);
        Assert.Equal([ValueAt(Today - 40, new(1, 1, 1)), ValueAt(Today - 10, new(5, 5, 5))], customer.Entry.History.Values);
        Assert.Equal(3, customer.Entry.Keys!.Value.Frequency.Value);

        // Months that are not over yet are left open.
        customer.Live.CloseMonths(view with { MonthEnds = [.. view.MonthEnds, new(Today, EdgesThatGive(1))] }, Model);
        Assert.Equal(Today, customer.Live.AsOfDay);
        Assert.Equal(2, customer.Live.ToEntry(isNew: false)!.History.Days.Length);
    }

    [Fact]
    public void BringTo_EntryOfTheReferenceSet_IsScoredAnewAndToldNothingTwice()
    {
        StoredCustomer customer = new(Id);
        customer.Ingest(Batch(1, Line("1", Today - 60), Line("2", Today - 55)), View(Today), Model);
        CustomerEntry now = customer.Entry!;
        customer.StoreAsReferenceSet();
        customer.Restart();
        Assert.False(customer.Entry!.Record.Features.IsComplete);
        customer.BringTo(View(Today), -1, Model, 2);
        Assert.Equal(now.Record.Features, customer.Entry.Record.Features);
        Assert.Equal((now.Record.PredictedValue, now.ChangeSequence, now.Version + 1), (customer.Entry.Record.PredictedValue, customer.Entry.ChangeSequence, customer.Entry.Version));
    }

    [Fact]
    public void Restore_MoreBatchesThanAreRemembered_StillAnswersTheNewest()
    {
        StoredCustomer customer = new(Id);
        List<long[]> answers = [];
        for (int step = 1; step <= 30; step++)
        {
            answers.Add(customer.Ingest(Batch(step, Line($"{step}", Today), Line($"{step - 1}", Today)), View(Today), Model));
        }

        customer.WriteCheckpoint();
        customer.Restart();
        for (int step = 23; step <= 30; step++)
        {
            Assert.Equal(answers[step - 1], customer.Ingest(Batch(step, Line($"{step}", Today), Line($"{step - 1}", Today)), View(Today), Model));
        }

        Assert.Equal(30, customer.RowsStored);
        Assert.Equal(2, IngestCounts.FromArray(customer.Ingest(Batch(5, Line("5", Today), Line("4", Today)), View(Today), Model)).Duplicates);
    }

    private static double ValueAt(int day, RfmScores scores)
    {
        CustomerState state = new(Id, new StockCodeTable(), new ObservationWindow(day));
        state.ApplyPurchase(Line("1", Today - 60));
        state.ApplyPurchase(Line("2", Today - 55));
        return CustomerScorer.Score(state, state.Totals(), scores, 1, Model).PredictedValue;
    }

    // Edges that lie before or after everyone, so that every customer has the same score.
    private static RankEdges EdgesThatGive(int score)
    {
        static QuintileEdges At(long value) => new(new(value, Id), new(value, Id), new(value, Id), new(value, Id));
        return new RankEdges(score, At(score == 1 ? long.MinValue : long.MaxValue), At(score == 1 ? long.MaxValue : long.MinValue), At(score == 1 ? long.MaxValue : long.MinValue));
    }

    private static PopulationView View(int day) => SampleEntries.View(1, day, fingerprint: Model.Fingerprint);

    private static CustomerLines Batch(long sequence, params TransactionLine[] lines) => new(lines, sequence, -1, 0);

    private static TransactionLine Line(string invoice, int day) =>
        new(invoice, "85123A", "", 2, DateOnly.FromDayNumber(day).ToDateTime(new TimeOnly(9, 30)), new Money(29_500), Id, "United Kingdom");
}
