using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Service;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Service;

public sealed class BatchPartsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Constructor_RandomShop_CleansSplitsAndKeepsTheOrder(int seed)
    {
        TransactionLine[] lines = [.. RandomShop.Make(seed).Arriving(ArrivalOrder.Shuffled, new Random(seed)).Select(sold => sold.Line)];
        BatchFeatures plain = new();
        foreach (TransactionLine line in lines)
        {
            plain.Add(line);
        }

        BatchParts parts = new(new TransactionBatch(lines, MalformedLines: 7));
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            Assert.True(
                parts.Rejected.Rejected(reason) == plain.Counts.Rejected(reason) + (reason == RejectReason.Malformed ? 7 : 0), $"seed {seed}: {reason}");
        }

        Assert.Equal(plain.Counts.Accepted + plain.Counts.Duplicates, parts.Lines.Values.Sum(own => own.Count(line => !line.IsCancellation)));
        foreach ((CustomerId customer, List<TransactionLine> own) in parts.Lines)
        {
            Assert.True(
                own.SequenceEqual(lines.Where(line => line.Customer == customer && LineCleaner.Judge(line) is null or RejectReason.Cancellation)),
                $"seed {seed}: lines of customer {customer}");
        }

        Assert.Equal(lines.Where(line => LineCleaner.Judge(line) is null or RejectReason.Cancellation).Select(line => line.Customer!.Value).Distinct().Order(), parts.Lines.Keys.Order());

        // The event clock stands where a second customer has come to.
        TransactionLine[] bought = [.. lines.Where(line => LineCleaner.Judge(line) is null)];
        (CustomerId Customer, int Day)[] newest =
            [.. bought.GroupBy(line => line.Customer!.Value, line => line.Date.DayNumber).Select(own => (own.Key, own.Max())).OrderByDescending(own => own.Item2)];
        Assert.Equal((newest[0].Day, newest[1].Day), (parts.Newest.FirstDay, parts.Newest.SecondDay));
        Assert.Contains((parts.Newest.First, parts.Newest.FirstDay), newest);
        Assert.Equal(bought.Min(line => line.Date.DayNumber), parts.OldestDay);
    }

    [Fact]
    public void Constructor_NothingThatReachesACustomer_HasNoDates()
    {
        TransactionLine[] lines = [Line() with { Customer = null }, Line() with { StockCode = "POST" }, Line() with { Quantity = -1 }, Line() with { Price = Money.Zero }];
        BatchParts parts = new(new TransactionBatch(lines));
        Assert.Empty(parts.Lines);
        Assert.Equal((NewestDates.None, int.MaxValue, 4L), (parts.Newest, parts.OldestDay, parts.Rejected.RejectedTotal));
    }

    [Fact]
    public void Constructor_Cancellation_ReachesItsCustomerButMovesNoClock()
    {
        BatchParts parts = new(new TransactionBatch([Line() with { Invoice = "C1" }, Line() with { Invoice = "C2", Customer = null }]));
        Assert.Equal("C1", Assert.Single(parts.Lines[CustomerId.FromNumber(1)]).Invoice);
        Assert.Equal((NewestDates.None, int.MaxValue), (parts.Newest, parts.OldestDay));
        Assert.Equal((1L, 1L), (parts.Rejected.Rejected(RejectReason.Cancellation), parts.Rejected.Rejected(RejectReason.NoCustomerId)));
    }

    [Fact]
    public void Constructor_LineBeyondTheLimits_IsRefusedByItsNumber()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new BatchParts(new TransactionBatch([Line(), Line() with { Time = new DateTime(2200, 1, 1) }])));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    private static TransactionLine Line() =>
        new("1", "85123A", "", 2, new DateTime(2011, 3, 4, 9, 30, 0), new Money(29_500), CustomerId.FromNumber(1), "United Kingdom");
}
