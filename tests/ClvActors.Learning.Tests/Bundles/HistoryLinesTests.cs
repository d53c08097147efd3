using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class HistoryLinesTests
{
    [Fact]
    public void Add_LineAfterTheDate_IsRefusedWithBothDates()
    {
        HistoryLines history = new(GeneratedShop.AsOf);
        TransactionLine future = GeneratedShop.Lines.Purchases.First(line => line.Date > GeneratedShop.AsOf);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => history.Add(future));

        Assert.StartsWith($"a line of {future.Date:yyyy-MM-dd} is after the as-of date 2020-12-31: features must not see it", refused.Message, StringComparison.Ordinal);
        Assert.Empty(history.Features());
    }

    /// <summary>The table that is trained and judged on cannot be made from a history that was fed everything.</summary>
    [Fact]
    public void Add_AllLinesOfTheShop_EndsAtTheFirstOneOfTheFuture()
    {
        HistoryLines history = new(GeneratedShop.AsOf);

        Assert.Throws<ArgumentException>(() =>
        {
            foreach (TransactionLine line in GeneratedShop.Lines.Purchases.OrderBy(line => line.Time))
            {
                history.Add(line);
            }
        });
    }

    [Fact]
    public void Features_OfAHistory_AreThoseOfTheBatchPassOverEverything()
    {
        SortedDictionary<CustomerId, FeatureVector> expected = GeneratedShop.Lines.Compute(GeneratedShop.AsOf);

        SortedDictionary<CustomerId, FeatureVector> actual = HistoryLines.UpTo(GeneratedShop.AsOf, GeneratedShop.Lines).Features();

        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, pair => Assert.Equal(pair.Value, actual[pair.Key]));
        Assert.Contains(GeneratedShop.Lines.Cancellations, line => line.Date <= GeneratedShop.AsOf);
    }

    [Fact]
    public void Of_FutureSpend_IsTheSumOverTheHorizonAlone()
    {
        CustomerId customer = GeneratedShop.Table.Customers[0];
        TransactionLine[] lines = [.. GeneratedShop.Lines.Purchases.Where(line => line.Customer == customer)];
        FutureSpend spend = new(GeneratedShop.Lines.Purchases, GeneratedShop.AsOf, 60);

        double expected = lines.Where(line => line.Date > GeneratedShop.AsOf && line.Date <= GeneratedShop.AsOf.AddDays(60)).Sum(line => line.Total.ToDouble());

        Assert.Equal(expected, spend.Of(customer).ToDouble(), 1e-9);
        Assert.Equal(Money.Zero, spend.Of(CustomerId.FromNumber(999_999)));
    }

    [Fact]
    public void From_HistoryAndFutureOfOtherDates_IsRefused()
    {
        HistoryLines history = HistoryLines.UpTo(GeneratedShop.AsOf, GeneratedShop.Lines);
        FutureSpend earlier = new(GeneratedShop.Lines.Purchases, GeneratedShop.AsOf.AddDays(-1), 60);

        Assert.Throws<ArgumentException>(() => TrainingTable.From(history, earlier));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FutureSpend([], GeneratedShop.AsOf, 0));
    }

    [Fact]
    public void From_FewestPurchasesOne_HasTheOneTimeBuyersToo()
    {
        TrainingTable repeats = GeneratedShop.Table;
        TrainingTable all = TrainingTable.From(GeneratedShop.Lines, GeneratedShop.AsOf, 150, fewestPurchases: 1);

        Assert.Contains(all.Features, vector => vector.Frequency == 1);
        Assert.Equal(repeats.Customers, all.Customers.Where((_, row) => all.Features[row].Frequency >= 2));
    }
}
