using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Surveys;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>One value of everything that is stored or travels, with every member set to something that shows.</summary>
internal static class SampleValues
{
    private static readonly long[] Tally = [1, 2, 3, 4, 5, 6, 70, 800, 9_000, 10, 11, 12_000_000_000];

    public static CustomerId Number { get; } = CustomerId.FromNumber(13_085);

    public static CustomerId Text { get; } = CustomerId.Parse("007-ä");

    public static TransactionLine Line { get; } = new(
        "489434", "85048", "15CM CHRISTMAS GLASS BALL", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(69_500), Number, "United Kingdom", "line-1");

    public static TransactionLine Cancelled { get; } = new(
        "C489449", "22087", "", -24, new DateTime(2009, 12, 1, 10, 33, 59), new Money(29_501), null, "Österreich");

    public static JournalBatch[] Row { get; } = [new(7, [Line, Cancelled], Tally), new(9_000_000_000, [], new long[12])];

    public static RankEdges Edges { get; } = new(
        4,
        new QuintileEdges(new(-734_000, Number), new(-733_990, Text), new(-733_900, Number), new(-733_700, Text)),
        new QuintileEdges(new(1, Number), new(2, Number), new(3, Number), new(40, Number)),
        new QuintileEdges(new(10_000, Text), new(20_000, Text), new(30_000, Text), new(4_000_000_000, Text)));

    public static CustomerRecord Record { get; } = new()
    {
        Id = Text,
        Features = new FeatureVector([.. Enumerable.Range(1, FeatureSet.Count).Select(number => number + 0.5)]),
        Prediction = new Prediction
        {
            Value = 123.456,
            RawScore = 4.82,
            IntervalLow = 20.5,
            IntervalHigh = 410.25,
            ProbabilityAlive = 0.875,
            ExpectedPurchases30 = 1.5,
            ExpectedSpend30 = 37.75,
            PurchaseProbability30 = 0.625,
            DaysToNextPurchase = 19.25,
        },
        IntervalLevel = 0.8,
        Source = PredictionSource.Model,
        Window = new ObservationWindow(734_001),
        EdgesVersion = 4,
        BundleId = "clv-12m",
        FirstPurchaseDay = 733_800,
        LastPurchaseDay = 733_999,
        WaitingInvoices = 2,
    };

    public static CustomerEntry Entry { get; } = new()
    {
        Record = Record,
        Version = 17,
        SpendTenThousandths = 45_678_900,
        NextDueDay = 734_165,
        NewestPurchaseDay = 734_010,
        ChangeSequence = 9_000_000_001,
        History = new ValueHistory([733_800, 733_831], [10.25, 11.5]),
        BundleFingerprint = "0123abcd",
        ToldValue = 120.75,
        ToldSource = (int)PredictionSource.Model,
    };

    public static StoredInvoices Invoices { get; } = new()
    {
        Numbers = ["489434", "489435"],
        Ticks = [633_952_179_000_000_000, 633_952_185_000_000_000],
        LineCounts = [2, 1],
        StockCodes = ["85048", "79323P"],
        Stock = [0, 1, 0],
        Quantities = [12, -3, 48],
        Prices = [69_500, 67_500, 21_000],
        MinutesAndFlags = [931, 930, 951],
        LineIds = ["line-1", null, "line-3"],
    };

    public static CustomerCheckpoint Checkpoint { get; } = new()
    {
        Format = 1,
        JournalSequence = 64,
        AsOfDay = 734_001,
        FirstPurchaseDay = 733_300,
        NewestPurchaseDay = 734_010,
        LastExpiredDay = 733_500,
        Purchases = Invoices,
        Cancellations = new StoredInvoices { Numbers = ["C1"], Ticks = [633_952_179_000_000_000], LineCounts = [0] },
        RecentBatches = [new(7, Tally), new(8, new long[12])],
    };

    public static AggregatorState Aggregator { get; } = new()
    {
        Format = 1,
        Epoch = 3,
        ReservedThrough = 30_000,
        Completed = 20_007,
        RecentlyCompleted = [20_005, 20_007],
        Counts = Tally,
        AsOfDay = 734_001,
        NewestCustomer = Number,
        NewestDay = 734_010,
        SecondNewestDay = 734_001,
        OldestDay = 733_000,
        Edges = Edges,
        MonthEnds = [new(733_999, Edges with { Version = 3 })],
        ViewVersion = 55,
        BundleId = "clv-12m",
        BundleFingerprint = "0123abcd",
        BundleFolder = "/srv/models/clv-12m",
        PartitionTerms = [4, 1, 7],
    };

    public static PopulationView View { get; } = new()
    {
        Version = 55,
        AsOfDay = 734_001,
        Edges = Edges,
        MonthEnds = [new(733_999, RankEdges.None with { Version = 3 })],
        BundleId = "clv-12m",
        BundleFingerprint = "0123abcd",
        Bounds = [400, 300, 200.5, 100],
        Ladder = new ValueLadder([1.5, 2.5, double.MaxValue], [10, 20, 4_000], true),
        Customers = 5_000,
        Lapsed = 800,
        NewestCustomer = Text,
        NewestDay = 734_010,
        IsSettled = true,
        PartitionTerms = [4, 1, 7],
    };

    private static readonly OrderKey Low = new(-5, Number);
    private static readonly OrderKey High = new(long.MaxValue, Text);
    private static readonly BatchTicket Ticket = new(20_008, 3, 55);

    /// <summary>What is stored, as it is stored.</summary>
    public static IReadOnlyDictionary<string, object> Stored { get; } = new Dictionary<string, object>
    {
        ["journal-row"] = Row,
        ["customer-entry"] = Entry,
        ["customer-state"] = Checkpoint,
        ["aggregator-state"] = Aggregator,
    };

    /// <summary>What silos tell each other; the bytes begin with the type's alias.</summary>
    public static IReadOnlyDictionary<string, object> Messages { get; } = new Dictionary<string, object>
    {
        ["customer-lines"] = new CustomerLines([Line, Cancelled], 7, 734_001, 55, 6),
        ["customer-ingest-result"] = new CustomerIngestResult(Tally, 734_001),
        ["rescore-order"] = new RescoreOrder(55, 734_001, 20_009),
        ["explained-customer"] = new ExplainedCustomer(Entry, [], 374, 55, [new("monetary_total", 5_000.5, -1.25), new("log_recency", double.NaN, 0.5)], 3.5),
        ["batch-ticket"] = Ticket,
        ["batch-completion"] = new BatchCompletion(Ticket, Tally, Number, 734_010, 734_001, 733_000, 734_000),
        ["batch-answer"] = new BatchAnswer(BatchVerdict.Rescore, 734_002, 56),
        ["cluster-status"] = new ClusterStatus(20_007, 20_004, Tally, true, TimeSpan.FromSeconds(1.5), 3, 20_008, 55),
        ["silo-model"] = new SiloModel("clv-12m", "0123abcd", "/srv/models/clv-12m"),
        ["subscription"] = new Subscription(View, "/srv/models/clv-12m"),
        ["population-view"] = View,
        ["cluster-model-exception"] = new ClusterModelException("The silo S1 cannot load the bundle."),
        ["order-key"] = High,
        ["order-sample"] = new OrderSample(1_000, 40, [Low, High], [0, 39]),
        ["order-range-request"] = new OrderRangeRequest(1_000, PopulationOrder.Everyone, Low, High),
        ["order-range"] = new OrderRange(1_001, 7, [Low, High]),
        ["order-slice"] = new OrderSlice(1_002, [Record]),
        ["value-rungs"] = new ValueRungs([1.5, 2.5], [10, 20], true),
        ["tally-part"] = new TallyPart(12, 345, [1e-20, 99.5]),
        ["survey-question"] = new SurveyQuestion { FeatureCuts = [[1.5, 2.5], [], [-3]], ValueCuts = [10, 20], Density = true, Sample = 5_000, Movers = 20, Bounds = [400, 300, 200.5, 100], HashBound = ulong.MaxValue - 1 },
        ["survey-answer"] = new SurveyAnswer
        {
            FeatureCounts = [1, 2, 3_000_000_000, 4],
            ValueCounts = [5, 6, 7],
            Groups = [new SurveyGroupTally { Segment = 1, Stage = 2, Status = 3, Source = 1, Count = 9, ValuePartials = [1e-20, 99.5], SpendPartials = [2.5], RecencyDays = 345 }],
            Density = [3, 45, 1, 2, 3, 9],
            Sample = [Record],
            Movers = [Record],
            MonthEndDays = [733_831],
            MonthEndValues = [11.5],
        },
        ["survey-group-tally"] = new SurveyGroupTally { Segment = 4, Stage = 3, Status = 2, Source = 1, Count = 8, ValuePartials = [7.5], SpendPartials = [6.5, 1e-9], RecencyDays = 5 },
        ["held-purchases"] = new HeldPurchases { AsOfDay = 734_001, Invoices = ["489434", "Ä-1"], Ticks = [633_952_179_000_000_000, 633_952_185_000_000_000], Totals = [69_500, 4_000_000_000], LineCounts = [2, 1] },
        ["told-change"] = new ToldChange(20_001, Entry),
        ["partition-totals"] = new PartitionTotals(5_000, 800, 4_000, Number, 734_010, 734_001, 733_000),
    };
}
