using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Transactions;

public sealed class TransactionColumnsTests
{
    public static TheoryData<string> Headers => new(
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country",
        "invoice,stock_code,description,quantity,invoice_date,price,customer_id,country",
        " INVOICE , Stock Code,DESCRIPTION,quantity,Invoice Date,Unit Price,CUSTOMER_ID,country");

    [Theory]
    [MemberData(nameof(Headers))]
    public void TryMap_EveryVariant_FindsAllInPlace(string header)
    {
        Assert.True(TransactionColumns.TryMap(header.Split(','), out TransactionColumns? columns, out _));
        for (TransactionColumn column = TransactionColumn.Invoice; column <= TransactionColumn.Country; column++)
        {
            Assert.Equal((int)column, columns[column]);
        }

        Assert.Equal(-1, columns[TransactionColumn.LineId]);
        Assert.Equal(8, columns.Width);
    }

    [Fact]
    public void TryMap_OtherOrderWithExtras_FindsPositions()
    {
        string[] header = ["note", "line_id", "Country", "Customer ID", "Price", "InvoiceDate", "Quantity", "StockCode", "Invoice"];
        Assert.True(TransactionColumns.TryMap(header, out TransactionColumns? columns, out _));
        Assert.Equal(1, columns[TransactionColumn.LineId]);
        Assert.Equal(8, columns[TransactionColumn.Invoice]);
        Assert.Equal(-1, columns[TransactionColumn.Description]);
    }

    [Fact]
    public void TryMap_ColumnsMissing_NamesThemAll()
    {
        Assert.False(TransactionColumns.TryMap(["Invoice", "Quantity", "Price", "Country"], out _, out string? error));
        Assert.Equal("the header lacks the columns StockCode, InvoiceDate, Customer ID", error);
    }

    [Fact]
    public void TryMap_OneColumnMissing_NamesIt()
    {
        Assert.False(TransactionColumns.TryMap(["Invoice", "StockCode", "Quantity", "InvoiceDate", "Price", "Customer ID"], out _, out string? error));
        Assert.Equal("the header lacks the column Country", error);
    }

    [Fact]
    public void TryMap_ColumnTwice_IsRefused()
    {
        Assert.False(TransactionColumns.TryMap(["Price", "UnitPrice"], out _, out string? error));
        Assert.Equal("the header names the column Price twice", error);
    }
}
