using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

/// <summary>Live state = batch pass (bit for bit) = oracle (1e-9), on random shops in random orders, with D moving while lines arrive.</summary>
public class FeatureConvergenceTests
{
    private const int Seeds = 120;

    [Fact]
    public void Features_LinesWhileTheDateMoves_LiveEqualsBatchEqualsOracle()
    {
        int compared = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            compared += RunStream(seed);
        }

        Assert.True(compared > Seeds * 10, $"only {compared} customers were ever in a window");
    }

    [Fact]
    public void Features_AnyOrderAnyShards_SameBitsAtTheEnd()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            RandomShop shop = new(seed);
            Random random = new(seed);
            DateOnly end = RandomShop.FirstDay.AddDays(random.Next(200, RandomShop.Days + 30));
            BatchFeatures batch = new();
            foreach (TransactionLine line in shop.Lines)
            {
                batch.Add(line);
            }

            for (int order = 0; order < 3; order++)
            {
                LiveShop live = new(random.Next(1, 9));
                double? spread = order == 0 ? null : random.Next(1, 300);
                int step = random.Next(1, 500);
                foreach (TransactionLine line in shop.Arrivals(random, spread))
                {
                    live.Apply(line);

                    // Lines come at most 299 days behind, so before this line's date none can be late and the counts must agree too.
                    DateOnly next = live.Window.AsOf?.AddDays(step) ?? RandomShop.FirstDay;
                    if (spread is not null && next < line.Date && next <= end && random.Next(10) == 0)
                    {
                        live.AdvanceTo(next);
                    }
                }

                live.AdvanceTo(end);
                AssertSame(batch.Compute(end), live.Features(live.TakeEdges(1)), $"seed {seed}, order {order}, D {end}");
                Assert.Equal(batch.Counts.ToArray(), live.Counts.ToArray());
                Assert.Equal(shop.Lines.Count, live.Counts.Lines);
            }
        }
    }

    private static int RunStream(int seed)
    {
        RandomShop shop = new(seed);
        Random random = new(~seed);
        double? spread = random.Next(3) switch { 0 => null, 1 => 3, _ => random.Next(10, 500) };
        IReadOnlyList<TransactionLine> arrivals = shop.Arrivals(random, spread);
        LiveShop live = new(random.Next(1, 9));
        BatchFeatures batch = new();
        List<TransactionLine> sent = [];
        int compared = 0;
        int moves = random.Next(2, 12);
        int[] steps = [1, 1, 2, 7, 30, 90, 364, 365, 366, 500];
        foreach (TransactionLine line in arrivals)
        {
            sent.Add(line);
            batch.Add(line);
            live.Apply(line);
            if (random.Next(arrivals.Count) >= moves)
            {
                continue;
            }

            live.AdvanceTo(live.Window.AsOf is { } asOf
                ? asOf.AddDays(steps[random.Next(steps.Length)])
                : RandomShop.FirstDay.AddDays(random.Next(RandomShop.Days)));
            if (random.Next(4) == 0)
            {
                live.Restart();
            }

            compared += Compare(seed, sent, live, batch);
        }

        DateOnly last = RandomShop.FirstDay.AddDays(RandomShop.Days);
        live.AdvanceTo(live.Window.AsOf > last ? live.Window.AsOf.Value : last);
        return compared + Compare(seed, sent, live, batch);
    }

    private static int Compare(int seed, List<TransactionLine> sent, LiveShop live, BatchFeatures batch)
    {
        DateOnly asOf = live.Window.AsOf!.Value;
        string where = $"seed {seed}, {sent.Count} lines, D {asOf}";
        SortedDictionary<CustomerId, FeatureVector> expected = batch.Compute(asOf);
        AssertSame(expected, live.Features(live.TakeEdges(1)), where);
        Assert.Equal(sent.Count, live.Counts.Lines);

        Dictionary<CustomerId, double[]> oracle = FeatureOracle.Compute(sent, asOf);
        Assert.Equal(oracle.Keys.Order(), expected.Keys);
        foreach ((CustomerId id, double[] values) in oracle)
        {
            for (int feature = 0; feature < FeatureSet.Count; feature++)
            {
                double actual = expected[id][feature];
                Assert.True(
                    Math.Abs(actual - values[feature]) <= 1e-9 * Math.Max(1, Math.Abs(values[feature])),
                    $"{where}, customer {id}: {FeatureSet.Names[feature]} is {actual:R}, by the words of the design {values[feature]:R}");
            }
        }

        CompareStates(sent, live, asOf.DayNumber, where);
        return oracle.Count;
    }

    private static void CompareStates(List<TransactionLine> sent, LiveShop live, int asOf, string where)
    {
        ILookup<CustomerId, TransactionLine> purchases =
            sent.Where(FeatureOracle.IsPurchase).ToLookup(line => line.Customer!.Value);
        ILookup<CustomerId, TransactionLine> cancellations =
            sent.Where(FeatureOracle.IsCancellation).ToLookup(line => line.Customer!.Value);
        foreach (CustomerState state in live.Customers)
        {
            int?[] days = [.. purchases[state.Id].Select(line => (int?)line.Date.DayNumber)];
            string customer = $"{where}, customer {state.Id}";
            AssertDay(days.Min(), state.FirstPurchaseDay, customer, "first purchase");
            AssertDay(days.Max(), state.NewestPurchaseDay, customer, "newest purchase");
            AssertDay(days.Where(day => day <= asOf).Max(), state.LastPurchaseDay, customer, "last purchase");
            AssertDay(days.Where(day => day <= asOf - 365).Max(), state.LastExpiredDay, customer, "last expired purchase");
            List<List<TransactionLine>> invoices = FeatureOracle.Invoices(purchases[state.Id]);
            Assert.Equal(invoices.Count(invoice => invoice[0].Date.DayNumber > asOf), state.Waiting.Length);
            var kept = invoices
                .Where(invoice => invoice[0].Date.DayNumber > asOf - 365)
                .Select(invoice => (invoice.Min(line => line.Time), invoice[0].Invoice, invoice.Count, invoice.Sum(line => line.Total.ToDecimal())))
                .OrderBy(invoice => invoice.Item1)
                .ThenBy(invoice => invoice.Invoice, StringComparer.Ordinal);
            Assert.True(
                kept.SequenceEqual(state.Purchases.ToArray().Select(
                    invoice => (invoice.Time, invoice.Number, invoice.LineCount, invoice.Spend.ToDecimal()))),
                $"{customer}: other invoices, or in another order");
            Assert.Equal(
                FeatureOracle.Invoices(cancellations[state.Id])
                    .Where(invoice => invoice[0].Date.DayNumber > asOf - 365)
                    .Select(invoice => (invoice[0].Invoice, invoice[0].Date.DayNumber, invoice.Count, invoice.Sum(line => (long)line.Quantity)))
                    .Order(),
                state.Cancellations.ToArray().Select(kept => (kept.Number, kept.Day, kept.LineCount, kept.Quantity)).Order());
        }
    }

    private static void AssertDay(int? expected, int? actual, string where, string what) =>
        Assert.True(expected == actual, $"{where}: {what} on day {actual}, expected {expected}");

    internal static void AssertSame(
        IReadOnlyDictionary<CustomerId, FeatureVector> expected, IReadOnlyDictionary<CustomerId, FeatureVector> actual, string where)
    {
        Assert.True(expected.Keys.Order().SequenceEqual(actual.Keys.Order()), $"{where}: other customers are in the window");
        foreach ((CustomerId id, FeatureVector vector) in expected)
        {
            if (!vector.Equals(actual[id]))
            {
                int feature = Enumerable.Range(0, FeatureSet.Count).First(at => !vector[at].Equals(actual[id][at]));
                Assert.Fail($"{where}, customer {id}: {FeatureSet.Names[feature]} is {actual[id][feature]:R}, expected {vector[feature]:R}");
            }
        }
    }
}
