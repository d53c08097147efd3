using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

public class BatchFeaturesTests
{
    private static readonly TransactionLine Line = new(
        "536365", "85123A", "", 6, new DateTime(2010, 12, 1, 8, 26, 0), new Money(25_500), CustomerId.FromNumber(17850), "United Kingdom");

    [Fact]
    public void Compute_NoLines_Nobody() => Assert.Empty(new BatchFeatures().Compute(new DateOnly(2011, 1, 1)));

    [Theory]
    [InlineData("2010-11-30", 0)]
    [InlineData("2010-12-01", 1)]
    [InlineData("2011-11-30", 1)]
    [InlineData("2011-12-01", 0)]
    public void Compute_EdgesOfTheWindow_FarSideIsOut(string asOf, int customers)
    {
        BatchFeatures batch = new();
        batch.Add(Line);
        Assert.Equal(customers, batch.Compute(DateOnly.ParseExact(asOf, "yyyy-MM-dd")).Count);
    }

    [Fact]
    public void Add_SameInvoiceNumberElsewhere_IsNoDuplicate()
    {
        BatchFeatures batch = new();
        batch.Add(Line);
        batch.Add(Line with { Customer = CustomerId.FromNumber(1) });
        batch.Add(Line with { Time = Line.Time.AddDays(1) });
        batch.Add(Line with { Invoice = "536366" });
        batch.Add(Line with { StockCode = "85123a" });
        Assert.Equal(5, batch.Counts.Accepted);
        Assert.Equal(4, batch.Counts.InvoicesAccepted);
        Assert.Equal(0, batch.Counts.Duplicates);
    }

    [Fact]
    public void Add_Repeats_FirstStandsAndConflictsAreToldApart()
    {
        BatchFeatures batch = new();
        batch.Add(Line);
        batch.Add(Line);
        batch.Add(Line with { Time = Line.Time.AddHours(1), Country = "France", Description = "other" });
        batch.Add(Line with { Quantity = 7 });
        batch.Add(Line with { Price = new Money(25_501) });
        Assert.Equal(4, batch.Counts.Duplicates);
        Assert.Equal(2, batch.Counts.Conflicting);
        Assert.Same(Line, Assert.Single(batch.Purchases));
    }

    [Fact]
    public void Add_LineIds_TheIdDecidesInsideTheInvoice()
    {
        BatchFeatures batch = new();
        batch.Add(Line with { LineId = "1" });
        batch.Add(Line with { LineId = "2" });
        batch.Add(Line with { LineId = "1", StockCode = "22423" });
        batch.Add(Line with { LineId = "1", Invoice = "536366" });
        batch.Add(Line);
        Assert.Equal(3, batch.Counts.Accepted);
        Assert.Equal(2, batch.Counts.Duplicates);
        Assert.Equal(0, batch.Counts.Conflicting);
    }
}
