using System.Security.Cryptography;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.Files.Generation;

namespace ClvActors.Files.Tests.Generation;

public sealed class ShopGeneratorTests
{
    private static readonly ShopOptions TwoYears = new(4_000, 1, new DateOnly(2009, 12, 1), new DateOnly(2011, 12, 9));

    private static readonly Lazy<List<TransactionLine>> Shop = new(() => [.. new ShopGenerator(TwoYears).Lines()]);

    [Fact]
    public void Lines_SameSeed_GiveSameBytes()
    {
        ShopOptions options = TwoYears with { Customers = 300 };
        ShopGenerator generator = new(options);
        string first = Fingerprint(generator);
        Assert.Equal(first, Fingerprint(generator));
        Assert.Equal(first, Fingerprint(new ShopGenerator(options)));
        Assert.NotEqual(first, Fingerprint(new ShopGenerator(options with { Seed = 2 })));
    }

    [Fact]
    public void NextBits_SeedZero_GivesPublishedSequence()
    {
        // The first outputs of the reference implementation at seed 0.
        SplitMix64 random = new(0);
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void Draws_ManyTimes_HaveTheirMeans()
    {
        SplitMix64 random = new(3);
        double unit = 0, exponential = 0, normal = 0, squares = 0, gamma = 0, small = 0, beta = 0, poisson = 0, busy = 0;
        const int Draws = 200_000;
        for (int draw = 0; draw < Draws; draw++)
        {
            unit += random.NextUnit() / Draws;
            exponential += random.NextExponential() / Draws;
            double z = random.NextNormal();
            normal += z / Draws;
            squares += z * z / Draws;
            gamma += random.NextGamma(3.5) / Draws;
            small += random.NextGamma(0.3) / Draws;
            beta += random.NextBeta(0.5, 1.5) / Draws;
            poisson += (double)random.NextPoisson(2.5) / Draws;
            busy += (double)random.NextPoisson(100) / Draws;
        }

        Assert.Equal([0.5, 1, 0, 1, 3.5, 0.3, 0.25, 2.5, 100], [unit, exponential, normal, squares, gamma, small, beta, poisson, busy], (expected, actual) => Math.Abs(expected - actual) < 0.01 + (0.01 * expected));
    }

    [Fact]
    public void Lines_Order_IsByTimeAndInvoice()
    {
        TransactionLine? before = null;
        HashSet<string> ended = [];
        foreach (TransactionLine line in Shop.Value)
        {
            if (before is not null && before.Invoice != line.Invoice)
            {
                Assert.True(ended.Add(before.Invoice), $"invoice {before.Invoice} continues after another");
                Assert.True(Number(before) < Number(line), $"{before.Invoice} stands before {line.Invoice}");
                Assert.True(before.Time <= line.Time, $"{before} is later than {line}");
            }
            else if (before is not null)
            {
                Assert.Equal(before.Time, line.Time);
                Assert.Equal(before.Customer, line.Customer);
            }

            before = line;
        }

        static int Number(TransactionLine line) => int.Parse(line.Invoice.AsSpan(line.IsCancellation ? 1 : 0));
    }

    [Fact]
    public void Lines_Dates_LieInThePeriodAndFillIt()
    {
        Assert.Equal(TwoYears.From, Shop.Value[0].Date);
        Assert.Equal(TwoYears.To, Shop.Value[^1].Date);
    }

    [Fact]
    public void Lines_EveryCustomer_BuysAtLeastOnce() =>
        Assert.Equal(TwoYears.Customers, Shop.Value.Where(line => !line.IsCancellation && line.Customer is not null).Select(line => line.Customer).Distinct().Count());

    [Fact]
    public void Lines_Shape_IsTheDatasets()
    {
        List<TransactionLine> lines = Shop.Value;
        List<IGrouping<string, TransactionLine>> orders = [.. lines.Where(line => !line.IsCancellation && line.Customer is not null).GroupBy(line => line.Invoice)];
        int[] yearly = [.. orders.Where(order => order.First().Time < new DateTime(2010, 12, 1)).GroupBy(order => order.First().Customer).Select(orders => orders.Count()).Order()];
        double[] values = [.. orders.Select(order => order.Sum(line => line.Total.ToDouble())).Order()];

        // In brackets the dataset's figure, and the dataset's first year for the orders of a customer.
        Within(0.15, 0.28, Share(line => line.Customer is null), "guests' lines [0.228]");
        Within(0.008, 0.03, Share(line => line.IsCancellation), "lines of returns [0.018]");
        Within(0.85, 0.95, Share(line => line.Country == "United Kingdom"), "lines from home [0.919]");
        Within(0.001, 0.01, Share(line => line.Price == Money.Zero), "lines without a price [0.006]");
        Within(0.002, 0.02, Share(line => !char.IsAsciiDigit(line.StockCode[0])), "lines that are no product [0.005]");
        Within(0.03, 0.12, orders.Count(order => order.First().Time.Hour >= 17) / (double)orders.Count, "orders in the evening [0.06]");
        Within(0.08, 0.25, orders.Count(order => order.First().Time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) / (double)orders.Count, "orders at weekends [0.13]");
        Within(17, 25, orders.Average(order => order.Count()), "lines of an order [21.8]");
        Within(3, 8, yearly.Average(), "orders of a customer in a year [4.3]");
        Within(1, 3, yearly[yearly.Length / 2], "their median [2]");
        Within(15, 40, yearly[(int)(yearly.Length * 0.99)], "their 99th percentile [30]");
        Within(220, 400, values[values.Length / 2], "median value of an order [305]");
        Within(350, 750, values.Average(), "mean value of an order [480]");
        double autumn = orders.Count(order => order.First().Time is { Year: 2011, Month: 9 or 10 or 11 });
        double spring = orders.Count(order => order.First().Time is { Year: 2011, Month: 3 or 4 or 5 });
        Within(1.2, 2.5, autumn / spring, "autumn's orders over spring's [1.6]");

        double Share(Func<TransactionLine, bool> which) => lines.Count(which) / (double)lines.Count;
    }

    [Fact]
    public void Lines_Duplicates_ComeEqualAndConflicting()
    {
        List<TransactionLine> kept = [.. Shop.Value.Where(line => !line.IsCancellation && line.Customer is not null)];
        List<List<TransactionLine>> repeated = [.. kept.GroupBy(line => (line.Invoice, line.StockCode)).Where(same => same.Count() > 1).Select(same => same.ToList())];
        int conflicting = repeated.Count(same => same.Any(line => line.Quantity != same[0].Quantity));
        Within(0.01, 0.06, repeated.Count / (double)kept.Count, "repeated lines [0.03]");
        Within(0.2, 0.8, conflicting / (double)repeated.Count, "conflicting among them [0.3]");
    }

    [Fact]
    public void Lines_Returns_FollowTheirPurchase()
    {
        ILookup<(CustomerId?, string), TransactionLine> bought = Shop.Value.Where(line => !line.IsCancellation).ToLookup(line => (line.Customer, line.StockCode));
        foreach (TransactionLine back in Shop.Value.Where(line => line.IsCancellation && line.Customer is not null))
        {
            Assert.True(back.Quantity < 0);
            Assert.Contains(bought[(back.Customer, back.StockCode)], line => line.Date < back.Date && line.Quantity >= -back.Quantity);
        }
    }

    [Fact]
    public void Constructor_ImpossibleOptions_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShopGenerator(TwoYears with { Customers = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShopGenerator(TwoYears with { To = TwoYears.From.AddDays(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShopGenerator(TwoYears with { From = new DateOnly(1969, 12, 31), To = new DateOnly(1970, 1, 1) }));
    }

    private static void Within(double least, double most, double value, string what) =>
        Assert.True(value >= least && value <= most, $"{what}: {value} is not within {least} to {most}");

    private static string Fingerprint(ShopGenerator generator)
    {
        using MemoryStream stream = new();
        using CsvTransactionWriter writer = new(stream);
        foreach (TransactionLine line in generator.Lines())
        {
            writer.Write(line);
        }

        writer.Complete();
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }
}
