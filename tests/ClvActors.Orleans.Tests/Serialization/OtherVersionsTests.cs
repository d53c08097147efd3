using System.Reflection;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>Members are only ever added: what an older program wrote reads with defaults, what a newer one adds is skipped.</summary>
public sealed class OtherVersionsTests
{
    public static TheoryData<string> Samples => [.. SampleValues.Stored.Keys.Where(name => name != "journal-row"), .. SampleValues.Messages.Keys];

    // An exception, and messages that only carry a customer or a view: for what they are about there is no default.
    public static TheoryData<string> SamplesWithDefaults =>
        [.. Samples.Select(row => row.Data).Except(["cluster-model-exception", "explained-customer", "told-change", "subscription"])];

    [Theory]
    [MemberData(nameof(SamplesWithDefaults))]
    public void Deserialize_WithoutAnyMember_LeavesNoListOrTextNull(string name)
    {
        Type type = Sample(name).GetType();
        object read = OrleansSerializer.Read(type, OrleansSerializer.WithoutMembers(type));
        NullabilityInfoContext nullability = new();
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.IsDefined(typeof(IdAttribute))))
        {
            bool mayBeNull = property.PropertyType.IsValueType
                || nullability.Create(property).ReadState != NullabilityState.NotNull
                || property.PropertyType == typeof(CustomerRecord);
            Assert.True(mayBeNull || property.GetValue(read) is not null, $"{type.Name}.{property.Name} is null");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Deserialize_WithOneMoreMember_SkipsIt(string name)
    {
        object sample = Sample(name);
        object read = OrleansSerializer.Read(sample.GetType(), OrleansSerializer.WithOneMoreMember(OrleansSerializer.Write(sample)));
        Assert.Equal((sample as Exception)?.Message ?? Shown.Of(sample), (read as Exception)?.Message ?? Shown.Of(read));
    }

    [Fact]
    public void Deserialize_OlderCustomerState_HasTheDocumentedDefaults()
    {
        CustomerCheckpoint read = Reread<OlderCustomerState, CustomerCheckpoint>(new() { JournalSequence = 12, Purchases = new() });
        Assert.Equal((1, 12L, ObservationWindow.UnsetDay), (read.Format, read.JournalSequence, read.AsOfDay));
        Assert.Null(read.FirstPurchaseDay ?? read.NewestPurchaseDay ?? read.LastExpiredDay);
        Assert.Empty(read.Cancellations.Numbers);
        Assert.Empty(read.RecentBatches);
        Assert.Empty(read.Purchases.LineIds);
    }

    [Fact]
    public void Deserialize_OlderInvoices_AreRestored()
    {
        StoredInvoices sample = SampleValues.Invoices;
        CustomerCheckpoint read = Reread<OlderCustomerState, CustomerCheckpoint>(new()
        {
            JournalSequence = 1,
            Purchases = new()
            {
                Numbers = sample.Numbers,
                Ticks = sample.Ticks,
                LineCounts = sample.LineCounts,
                StockCodes = sample.StockCodes,
                Stock = sample.Stock,
                Quantities = sample.Quantities,
                Prices = sample.Prices,
                MinutesAndFlags = sample.MinutesAndFlags,
            },
        });
        CustomerState state = new(SampleValues.Number, new StockCodeTable(), ObservationWindow.Unset);
        read.Purchases.RestoreInto(state, areCancellations: false);
        Assert.Equal([2, 1], state.Purchases.ToArray().Select(invoice => invoice.LineCount));
        Assert.All(state.Purchases.ToArray(), invoice => Assert.All(invoice.Lines.ToArray(), line => Assert.Null(line.LineId)));
    }

    [Fact]
    public void Deserialize_NewerCustomerState_SkipsWhatIsUnknown()
    {
        NewerCustomerState newer = new() { JournalSequence = 12, AsOfDay = 734_001, RecentBatches = [new(5, new long[12])] };
        CustomerCheckpoint read = Reread<NewerCustomerState, CustomerCheckpoint>(newer);
        Assert.Equal((12L, 734_001, 5L), (read.JournalSequence, read.AsOfDay, Assert.Single(read.RecentBatches).Sequence));
    }

    [Fact]
    public void Deserialize_OlderEntry_IsNeverDueAndHasToldNothing()
    {
        OlderCustomerEntry older = new() { Record = SampleValues.Record, Version = 3, SpendTenThousandths = 70, NewestPurchaseDay = 734_000 };
        CustomerEntry read = Reread<OlderCustomerEntry, CustomerEntry>(older);
        Assert.Equal((3L, 70L, 734_000, 0L), (read.Version, read.SpendTenThousandths, read.NewestPurchaseDay, read.ChangeSequence));
        Assert.Equal(CustomerEntry.NeverDue, read.NextDueDay);
        Assert.Empty(read.History.Days);
        Assert.Equal("", read.BundleFingerprint);
        Assert.True(double.IsNaN(read.ToldValue));
    }

    [Fact]
    public void Deserialize_NewerEntry_SkipsWhatIsUnknown()
    {
        NewerCustomerEntry newer = new() { Record = SampleValues.Record, Version = 3, History = new([1], [2.5]), Former = SampleValues.Record };
        CustomerEntry read = Reread<NewerCustomerEntry, CustomerEntry>(newer);
        Assert.Equal(Shown.Of(SampleValues.Record), Shown.Of(read.Record));
        Assert.Equal((3L, 2.5), (read.Version, Assert.Single(read.History.Values)));
    }

    [Fact]
    public void Deserialize_OlderRow_HasNothingCountedAndEmptyTexts()
    {
        OlderJournalBatch older = new(4, [new() { Invoice = "1", StockCode = "A", Quantity = 2, Ticks = 0, Price = 7 }]);
        JournalBatch read = Assert.Single(Reread<OlderJournalBatch[], JournalBatch[]>([older]));
        Assert.Equal(0, IngestCounts.FromArray(read.Counts).Lines);
        TransactionLine line = Assert.Single(read.Lines);
        Assert.Equal(new TransactionLine("1", "A", "", 2, default, new Money(7), null, ""), line);
    }

    [Fact]
    public void Deserialize_NewerRow_SkipsWhatIsUnknown()
    {
        NewerLine line = new() { Invoice = "1", StockCode = "A", Description = "B", Country = "C", Channel = "web" };
        NewerJournalBatch[] newer = [new(4, [line, line], new long[12], [SampleValues.Line]), new(5, [], new long[12], [])];
        JournalBatch[] read = Reread<NewerJournalBatch[], JournalBatch[]>(newer);
        Assert.Equal([4L, 5L], read.Select(batch => batch.Sequence));
        Assert.All(read[0].Lines, known => Assert.Equal(new TransactionLine("1", "A", "B", 0, default, Money.Zero, null, "C"), known));
    }

    [Fact]
    public void Deserialize_AggregatorStateWithoutMembers_IsAFreshOne()
    {
        AggregatorState read = (AggregatorState)OrleansSerializer.Read(typeof(AggregatorState), OrleansSerializer.WithoutMembers(typeof(AggregatorState)));
        Assert.Equal(Shown.Of(new AggregatorState()), Shown.Of(read));
        Assert.Equal((-1, -1, int.MaxValue), (read.AsOfDay, read.NewestDay, read.OldestDay));
    }

    [Fact]
    public void Deserialize_ViewWithoutMembers_PlacesEveryoneInTheLowestSegment()
    {
        PopulationView read = (PopulationView)OrleansSerializer.Read(typeof(PopulationView), OrleansSerializer.WithoutMembers(typeof(PopulationView)));
        Assert.Equal(SegmentThresholds.None, read.Thresholds);
        Assert.Equal((0L, -1, RankEdges.None), (read.Version, read.AsOfDay, read.Edges));
    }

    private static object Sample(string name) => SampleValues.Stored.GetValueOrDefault(name) ?? SampleValues.Messages[name];

    private static TRead Reread<TWritten, TRead>(TWritten written) =>
        OrleansSerializer.Of<TRead>().Deserialize(OrleansSerializer.Of<TWritten>().SerializeToArray(written))!;
}
