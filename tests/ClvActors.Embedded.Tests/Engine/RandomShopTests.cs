using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The generated shops hold what the property tests are about; otherwise those would prove little.</summary>
public sealed class RandomShopTests
{
    [Fact]
    public void Make_SameSeed_SameLines() => Assert.Equal(RandomShop.Make(3).Lines, RandomShop.Make(3).Lines);

    [Fact]
    public void Make_AnySeed_HoldsEveryKindOfTrouble()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            RandomShop shop = RandomShop.Make(seed);
            PopulationOracle oracle = new();
            oracle.Add(shop.Lines.Select(sold => sold.Line));
            Assert.InRange(shop.Lines.Count, 400, 4_000);
            Assert.True(oracle.Counts.Duplicates > oracle.Counts.Conflicting && oracle.Counts.Conflicting > 0, $"seed {seed}: no duplicates of both kinds");
            foreach (RejectReason reason in Enum.GetValues<RejectReason>().Where(reason => reason != RejectReason.Malformed))
            {
                Assert.True(oracle.Counts.Rejected(reason) > 0, $"seed {seed}: nothing is rejected for {reason}");
            }

            ExpectedPopulation population = oracle.At(DateOnly.FromDayNumber(shop.LastDay), new ExponentialModel("model", seed));
            Assert.True(population.Lapsed.Count > 0, $"seed {seed}: nobody is lapsed");
            Assert.True(population.Everyone.Any(customer => customer.Source == PredictionSource.ColdStart), $"seed {seed}: no cold start");
            Assert.True(population.Everyone.Count(customer => customer.Source == PredictionSource.Model) >= 10, $"seed {seed}: too few are scored");
            Assert.True(population.Customers.Values.Any(customer => customer.WaitingInvoices > 0), $"seed {seed}: nothing waits");
            Assert.True(shop.Lines.Any(sold => sold.Line.Customer is { IsInteger: false }), $"seed {seed}: no text id");
            Assert.True(shop.Lines.Any(sold => sold.Line.LineId is not null), $"seed {seed}: no line id");
            Assert.True(shop.Lines.Any(sold => sold.Line.Date.DayNumber > shop.LastDay + 365), $"seed {seed}: no wrong date");
            Assert.True(Interleaved(shop) > 0, $"seed {seed}: no invoice is interleaved with another");
        }
    }

    [Fact]
    public void Arriving_AnyOrder_KeepsTheLinesAndTheOrderInsideAnInvoice()
    {
        RandomShop shop = RandomShop.Make(4);
        foreach (ArrivalOrder order in Enum.GetValues<ArrivalOrder>())
        {
            List<SoldLine> arriving = shop.Arriving(order, new Random(1));
            Assert.Equal(InvoicesOf(shop.Lines), InvoicesOf(arriving));
            Assert.Equal(order == ArrivalOrder.AsSold, shop.Lines.SequenceEqual(arriving));
            Assert.Equal(order != ArrivalOrder.Shuffled, arriving.Zip(arriving.Skip(1)).All(pair => pair.First.Day <= pair.Second.Day));
        }
    }

    private static List<string> InvoicesOf(IEnumerable<SoldLine> lines) =>
    [
        .. lines.GroupBy(sold => (sold.Line.Customer, sold.Line.Invoice, sold.Line.Date))
            .Select(invoice => $"{invoice.Key}: {string.Join(';', invoice)}")
            .Order(StringComparer.Ordinal),
    ];

    private static int Interleaved(RandomShop shop)
    {
        HashSet<(CustomerId?, string, DateOnly)> left = [];
        (CustomerId?, string, DateOnly) now = default;
        int interleaved = 0;
        foreach (TransactionLine line in shop.Lines.Select(sold => sold.Line))
        {
            if ((line.Customer, line.Invoice, line.Date) is var next && next != now)
            {
                left.Add(now);
                now = next;
                interleaved += left.Contains(now) ? 1 : 0;
            }
        }

        return interleaved;
    }
}
