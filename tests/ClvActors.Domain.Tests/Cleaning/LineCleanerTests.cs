using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Cleaning;

public class LineCleanerTests
{
    private static readonly TransactionLine Purchase = new(
        "536365", "85123A", "", 6, new DateTime(2010, 12, 1, 8, 26, 0), new Money(25_500), CustomerId.FromNumber(17850), "United Kingdom");

    [Fact]
    public void Judge_Purchase_NoReason() => Assert.Null(LineCleaner.Judge(Purchase));

    [Fact]
    public void Judge_SeveralReasons_TheFirstInOrderWins()
    {
        TransactionLine line = Purchase with
        {
            Customer = null,
            Invoice = "C536365",
            StockCode = "POST",
            Price = Money.Zero,
            Quantity = 0,
        };
        Assert.Equal(RejectReason.NoCustomerId, LineCleaner.Judge(line));
        line = line with { Customer = CustomerId.FromNumber(17850) };
        Assert.Equal(RejectReason.Cancellation, LineCleaner.Judge(line));
        line = line with { Invoice = "536365" };
        Assert.Equal(RejectReason.NonProduct, LineCleaner.Judge(line));
        line = line with { StockCode = "85123A" };
        Assert.Equal(RejectReason.Price, LineCleaner.Judge(line));
        line = line with { Price = new Money(1) };
        Assert.Equal(RejectReason.Quantity, LineCleaner.Judge(line));
        Assert.Null(LineCleaner.Judge(line with { Quantity = 1 }));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("D")]
    [InlineData("M")]
    [InlineData("DOT")]
    [InlineData("BANK CHARGES")]
    [InlineData("AMAZONFEE")]
    [InlineData("S")]
    [InlineData("PADS")]
    [InlineData("C2")]
    public void Judge_NonProductCode_Rejected(string code) =>
        Assert.Equal(RejectReason.NonProduct, LineCleaner.Judge(Purchase with { StockCode = code }));

    [Theory]
    [InlineData("post")]
    [InlineData("m")]
    [InlineData("POSTAGE")]
    [InlineData("D1")]
    [InlineData("BANK  CHARGES")]
    [InlineData("C3")]
    [InlineData("gift_0001_20")]
    public void Judge_CodeThatOnlyResembles_Kept(string code) => Assert.Null(LineCleaner.Judge(Purchase with { StockCode = code }));

    [Theory]
    [InlineData("C1", RejectReason.Cancellation)]
    [InlineData("C", RejectReason.Cancellation)]
    [InlineData("c1", null)]
    [InlineData("1C", null)]
    [InlineData("A563185", null)]
    public void Judge_InvoiceNumber_OnlyALeadingCapitalCCancels(string invoice, RejectReason? reason) =>
        Assert.Equal(reason, LineCleaner.Judge(Purchase with { Invoice = invoice }));

    [Theory]
    [InlineData(-1, -1, RejectReason.Price)]
    [InlineData(0, 1, RejectReason.Price)]
    [InlineData(1, 0, RejectReason.Quantity)]
    [InlineData(1, -1, RejectReason.Quantity)]
    [InlineData(1, 1, null)]
    public void Judge_PriceAndQuantity_MustBePositive(long tenThousandths, int quantity, RejectReason? reason) =>
        Assert.Equal(reason, LineCleaner.Judge(Purchase with { Price = new Money(tenThousandths), Quantity = quantity }));

    [Fact]
    public void Name_EveryReason_SnakeCaseInTheOrderOfCleaning()
    {
        Assert.Equal(RejectReasonNames.Count, Enum.GetValues<RejectReason>().Length);
        Assert.Equal(
            ["malformed", "no_customer_id", "cancellation", "non_product", "price", "quantity"],
            Enum.GetValues<RejectReason>().Select(reason => reason.Name()));
    }
}
