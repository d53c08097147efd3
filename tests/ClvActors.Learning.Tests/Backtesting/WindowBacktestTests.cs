using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Backtesting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Tests.Bundles;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.Backtesting;

public sealed class WindowBacktestTests
{
    private static readonly DataFingerprint Data = DataOf(GeneratedShop.Lines);

    private static readonly BacktestOptions Quick = new()
    {
        Folds = 2,
        Pairs = [new(3, 3), new(8, 3), new(10, 3), new(12, 3), new(12, 12)],
        Parameters = new OffsetBoostingParameters { Models = 1, Trees = new OffsetBoostingParameters().Trees with { Iterations = 5, MinimumRowsInLeaf = 5 } },
    };

    [Fact]
    public void Run_GeneratedShop_RanksByScoreAndSkipsWhatIsLongerThanTheData()
    {
        IReadOnlyList<BacktestRow> rows = Run(Quick);

        BacktestRow[] ranked = [.. rows.Where(row => row.Figures is not null)];
        Assert.Equal(Quick.Pairs.Count, rows.Count);
        Assert.True(ranked.Length == 3, string.Join("; ", rows.Select(row => row.SkipReason)));
        Assert.Equal(Enumerable.Range(1, ranked.Length), ranked.Select(row => row.Rank!.Value));
        Assert.Equal(ranked.OrderByDescending(row => row.Figures!.Score).Select(row => row.Figures), ranked.Select(row => row.Figures));
        Assert.All(ranked, row => Assert.InRange(row.Figures!.Score, double.Epsilon, 1));
        BacktestRow longest = rows.Single(row => row is { HistoryMonths: 12, HorizonMonths: 12 });
        Assert.Equal((null, null), (longest.Rank, longest.Customers));
        Assert.Equal($"needs data from 2019-07-01, it begins on {Data.FirstDate:yyyy-MM-dd}: 12 + 12 months are longer than the data", longest.SkipReason);
    }

    [Fact]
    public void Run_AnyNumberOfThreads_GivesTheSameRows() =>
        Assert.Equal(Run(Quick with { Pairs = [new(9, 3), new(12, 3)] }), Run(Quick with { Pairs = [new(9, 3), new(12, 3)], Threads = 3 }));

    [Fact]
    public void Run_TooFewCustomers_IsSkippedWithTheirNumber()
    {
        BacktestRow row = Assert.Single(Run(Quick with { Pairs = [new(12, 3)], FewestCustomers = 5_000 }));

        int customers = Repeats(row);
        Assert.Equal(customers, row.Customers);
        Assert.Equal($"{customers} customers with at least 2 purchases, fewer than 5000", row.SkipReason);
    }

    [Fact]
    public void Run_TooSmallAShareOfTheBase_IsSkippedWithTheShare()
    {
        BacktestRow row = Assert.Single(WindowBacktest.Run(
            GeneratedShop.Lines, Data with { Customers = 100_000 }, Quick with { Pairs = [new(12, 3)] }, cancellation: TestContext.Current.CancellationToken));

        int customers = Repeats(row);
        Assert.StartsWith($"{customers} customers with at least 2 purchases are 0.", row.SkipReason, StringComparison.Ordinal);
        Assert.EndsWith(" % of all 100000, less than 5 %", row.SkipReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NobodyBuysAgain_IsSkipped()
    {
        BatchFeatures lines = new();
        DateOnly end = Data.LastDate;
        foreach (TransactionLine line in GeneratedShop.Lines.Purchases.Where(line => line.Date <= end.AddMonths(-3)))
        {
            lines.Add(line);
        }

        BacktestRow row = Assert.Single(WindowBacktest.Run(lines, Data, Quick with { Pairs = [new(12, 3)] }, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal($"none of the {row.Customers} customers bought anything over the horizon", row.SkipReason);
    }

    [Fact]
    public void Run_TrainerRefusesTheCustomers_IsSkippedWithItsReason()
    {
        OffsetBoostingParameters greedy = Quick.Parameters with { Trees = Quick.Parameters.Trees with { MinimumRowsInLeaf = 5_000 } };

        BacktestRow row = Assert.Single(Run(Quick with { Pairs = [new(12, 3)], Parameters = greedy }));

        Assert.Null(row.Figures);
        Assert.EndsWith("customers to train on, expected at least 10000", row.SkipReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Quick with { Folds = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Quick with { Folds = 11 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Quick with { Threads = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Quick with { FewestCustomers = 99 }));
    }

    /// <summary>Features change with neither what comes after D nor what lies before the history, and labels with the horizon alone.</summary>
    [Fact]
    public void Of_LinesOutsideTheHistoryAreChanged_FeaturesStay()
    {
        WindowPair pair = new(9, 3);
        DateOnly asOf = pair.AsOf(Data.LastDate);
        BatchFeatures changed = new();
        foreach (TransactionLine line in GeneratedShop.Lines.Purchases.Concat(GeneratedShop.Lines.Cancellations))
        {
            bool isInside = line.Date >= pair.FirstDay(Data.LastDate) && line.Date <= asOf;
            changed.Add(isInside ? line : line with { Quantity = 7 * line.Quantity });
        }

        TrainingTable expected = WindowTable.Of(GeneratedShop.Lines, Data, pair, Quick).Table!;
        TrainingTable actual = WindowTable.Of(changed, Data, pair, Quick).Table!;

        Assert.Equal(expected.Customers, actual.Customers);
        Assert.Equal(expected.Features, actual.Features);
        Assert.Equal(expected.Labels.Select(label => 7 * label.TenThousandths), actual.Labels.Select(label => label.TenThousandths));
        Assert.Contains(expected.Labels, label => label != Money.Zero);
    }

    /// <summary>A history that is fed a line of its horizon refuses it, however long its window is.</summary>
    [Fact]
    public void Add_LineOfTheHorizonToAHistoryOfAnyLength_IsRefused()
    {
        WindowPair pair = new(15, 3);
        HistoryLines history = HistoryLines.Within(pair.AsOf(Data.LastDate), pair.HistoryDays(Data.LastDate), GeneratedShop.Lines);

        Assert.Throws<ArgumentException>(() => history.Add(GeneratedShop.Lines.Purchases.First(line => line.Date > history.AsOf)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    public void Of_HistoryOfAnyLength_CountsTheInvoicesOfItsMonths(int months)
    {
        WindowPair pair = new(months, 3);
        DateOnly asOf = new(2021, 3, 30);
        TrainingTable table = WindowTable.Of(GeneratedShop.Lines, Data with { FirstDate = asOf.AddMonths(-months), LastDate = asOf.AddMonths(3) }, pair, Quick).Table!;

        Dictionary<CustomerId, int> expected = GeneratedShop.Lines.Purchases
            .Where(line => line.Date <= asOf && line.Date > asOf.AddMonths(-months))
            .GroupBy(line => line.Customer!.Value)
            .ToDictionary(customer => customer.Key, customer => customer.Select(line => (line.Invoice, line.Date)).Distinct().Count());

        Assert.Equal(asOf, table.AsOf);
        Assert.Equal(expected.Count(customer => customer.Value >= 2), table.Customers.Count);
        Assert.All(table.Customers.Zip(table.Features), row => Assert.Equal(expected[row.First], row.Second.Frequency));
    }

    [Fact]
    public void Rank_EqualScores_PutsTheShorterHistoryFirstAndSkippedOnesLast()
    {
        BacktestRow[] rows = [Row(9, 3, null), Row(12, 3, 0.5), Row(6, 3, 0.5), Row(18, 6, 0.7)];

        Assert.Equal([(18, 1), (6, 2), (12, 3), (9, null)], WindowBacktest.Rank(rows).Select(row => (row.HistoryMonths, row.Rank)));
    }

    private static BacktestRow Row(int history, int horizon, double? score) => new(
        history, horizon, default, 0, 0, 0, null, score is { } value ? new BacktestFigures(1, 1, 1, 1, 1, 1, value, 0) : null, score is null ? "because" : null);

    private static int Repeats(BacktestRow row) => GeneratedShop.Lines.Purchases
        .Where(line => line.Date <= row.AsOf && line.Date.DayNumber > row.AsOf.DayNumber - row.HistoryDays)
        .GroupBy(line => line.Customer)
        .Count(customer => customer.Select(line => (line.Invoice, line.Date)).Distinct().Count() >= 2);

    private static IReadOnlyList<BacktestRow> Run(BacktestOptions options) =>
        WindowBacktest.Run(GeneratedShop.Lines, Data, options, cancellation: TestContext.Current.CancellationToken);

    private static DataFingerprint DataOf(BatchFeatures lines) => GeneratedShop.Data with
    {
        Customers = lines.Purchases.Select(line => line.Customer).Distinct().Count(),
        FirstDate = lines.Purchases.Min(line => line.Date),
        LastDate = lines.Purchases.Max(line => line.Date),
    };
}
