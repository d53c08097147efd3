using System.Globalization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Transactions;

public sealed class TransactionLineParserTests
{
    private readonly TransactionLineParser _parser = new(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test"));

    [Fact]
    public void TryParse_DatasetLine_KeepsAndNormalises()
    {
        TransactionLine line = Read(invoice: "489434", stockCode: "79323W", description: "  WHITE \t CHERRY\r\nLIGHTS ", quantity: "12",
            time: "2009-12-01 07:45:00", price: "6.75", customer: "13085.0", country: " United Kingdom ");
        Assert.Equal(
            new TransactionLine("489434", "79323W", "WHITE CHERRY LIGHTS", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(67_500),
                CustomerId.FromNumber(13085), "United Kingdom"),
            line);
        Assert.Equal(DateTimeKind.Unspecified, line.Time.Kind);
    }

    [Fact]
    public void TryParse_CodesWithSpaces_AreNotTrimmed()
    {
        TransactionLine line = Read(invoice: " 489434", stockCode: "D ");
        Assert.Equal(" 489434", line.Invoice);
        Assert.Equal("D ", line.StockCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void TryParse_NoCustomer_IsWellFormed(string customer) => Assert.Null(Read(customer: customer).Customer);

    [Theory]
    [InlineData("12", 12)]
    [InlineData("-12", -12)]
    [InlineData("+12", 12)]
    [InlineData("12.0", 12)]
    [InlineData("12.000000", 12)]
    [InlineData(" 12 ", 12)]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("10000000", 10_000_000)]
    [InlineData("-10000000", -10_000_000)]
    public void TryParse_QuantitySpelling_IsRead(string quantity, int expected) => Assert.Equal(expected, Read(quantity: quantity).Quantity);

    [Theory]
    [InlineData("", "Quantity is empty")]
    [InlineData("abc", "Quantity \"abc\" is not a number")]
    [InlineData("1e3", "Quantity \"1e3\" is not a number")]
    [InlineData("1,000", "Quantity \"1,000\" is not a number")]
    [InlineData("12.5", "Quantity \"12.5\" is not a whole number")]
    [InlineData("12.00001", "Quantity \"12.00001\" has more than four decimals")]
    [InlineData("10000001", "Quantity \"10000001\" is beyond 10000000 pieces")]
    [InlineData("99999999999999999999999", "Quantity \"99999999999999999999999\" is too large")]
    [InlineData("NaN", "Quantity \"NaN\" is not a number")]
    [InlineData("--1", "Quantity \"--1\" is not a number")]
    [InlineData("１", "Quantity \"１\" is not a number")]
    public void TryParse_BadQuantity_SaysWhy(string quantity, string error) => Assert.Equal(error, Refuse(quantity: quantity));

    [Theory]
    [InlineData("10000000", "10", true)]
    [InlineData("10000000", "10.0001", false)]
    [InlineData("-10000000", "10.0001", false)]
    [InlineData("100", "1000000", true)]
    [InlineData("101", "1000000", false)]
    [InlineData("10000000", "-1000000", false)]
    public void TryParse_LargeTotal_IsReadUpToTheLimit(string quantity, string price, bool isRead)
    {
        if (isRead)
        {
            Assert.True(TransactionLimits.Allow(Read(quantity: quantity, price: price)));
        }
        else
        {
            Assert.Equal("Quantity x Price is beyond 100000000", Refuse(quantity: quantity, price: price));
        }
    }

    [Theory]
    [InlineData("6.95", 69_500)]
    [InlineData("6.9500000", 69_500)]
    [InlineData("-11062.06", -110_620_600)]
    [InlineData("0.0001", 1)]
    [InlineData("0.001", 10)]
    [InlineData(".5", 5_000)]
    [InlineData("5.", 50_000)]
    [InlineData("-0", 0)]
    [InlineData("1000000", 10_000_000_000)]
    public void TryParse_PriceSpelling_IsExact(string price, long tenThousandths) => Assert.Equal(tenThousandths, Read(price: price).Price.TenThousandths);

    [Theory]
    [InlineData("6.95001")]
    [InlineData("6,95")]
    [InlineData("£6.95")]
    [InlineData("6.95e0")]
    [InlineData("1000000.0001")]
    [InlineData("-1000000.0001")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("6 95")]
    [InlineData("")]
    public void TryParse_BadPrice_IsMalformed(string price) => Assert.StartsWith("Price ", Refuse(price: price));

    [Theory]
    [InlineData("2009-12-01 07:45:00", "2009-12-01T07:45:00.0000000")]
    [InlineData("2009-12-01T07:45:00", "2009-12-01T07:45:00.0000000")]
    [InlineData("2009-12-01 07:45", "2009-12-01T07:45:00.0000000")]
    [InlineData("2009-12-01", "2009-12-01T00:00:00.0000000")]
    [InlineData(" 2009-12-01 07:45:00 ", "2009-12-01T07:45:00.0000000")]
    [InlineData("2009-12-01 07:45:00.5", "2009-12-01T07:45:00.5000000")]
    [InlineData("2009-12-01T07:45:00.123456789", "2009-12-01T07:45:00.1234567")]
    [InlineData("2009-12-01T07:45:00Z", "2009-12-01T08:45:00.0000000")]
    [InlineData("2009-12-01T07:45Z", "2009-12-01T08:45:00.0000000")]
    [InlineData("2009-12-01T07:45:00+02:00", "2009-12-01T06:45:00.0000000")]
    [InlineData("2009-12-01 07:45:00+0200", "2009-12-01T06:45:00.0000000")]
    [InlineData("2009-12-01 07:45:00 +02", "2009-12-01T06:45:00.0000000")]
    [InlineData("2009-12-01T23:45:00.25-05:30", "2009-12-02T06:15:00.2500000")]
    [InlineData("2012-02-29 00:00:00", "2012-02-29T00:00:00.0000000")]
    [InlineData("1970-01-01 00:00:00", "1970-01-01T00:00:00.0000000")]
    [InlineData("2199-12-31 23:59:59", "2199-12-31T23:59:59.0000000")]
    public void TryParse_TimeSpelling_IsLocalAndNaive(string time, string expected)
    {
        DateTime read = Read(time: time).Time;
        Assert.Equal(expected, read.ToString("o", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Unspecified, read.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01/12/2009 07:45")]
    [InlineData("2009-13-01 07:45:00")]
    [InlineData("2009-02-29 07:45:00")]
    [InlineData("2009-12-00 07:45:00")]
    [InlineData("2009-12-01 24:00:00")]
    [InlineData("2009-12-01 07:60:00")]
    [InlineData("2009-12-01 07:45:60")]
    [InlineData("2009-12-01 07:45:00.")]
    [InlineData("2009-12-01 7:45:00")]
    [InlineData("2009-12-01 07:45:0x")]
    [InlineData("2009-12-01 07:45:00+15:00")]
    [InlineData("2009-12-01 07:45:00+2:00")]
    [InlineData("2009-12-01 07:45:00 GMT")]
    [InlineData("2009-12-01Z")]
    [InlineData("0000-01-01 00:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1969-12-31 23:59:59")]
    [InlineData("2200-01-01 00:00:00")]
    [InlineData("2009-12-01 07:45:0０")]
    public void TryParse_BadTime_IsMalformed(string time) => Assert.StartsWith("InvoiceDate ", Refuse(time: time));

    [Fact]
    public void TryParse_EmptyCodes_NamesTheColumn()
    {
        Assert.Equal("Invoice is empty", Refuse(invoice: ""));
        Assert.Equal("Invoice is empty", Refuse(invoice: "  "));
        Assert.Equal("StockCode is empty", Refuse(stockCode: ""));
    }

    [Theory]
    [InlineData("A\uFFFDB", "Description holds invalid UTF-8")]
    [InlineData("A\uD800", "Description holds invalid UTF-8")]
    [InlineData("A\0B", "Description holds the control character U+0000")]
    [InlineData("A\u0085B", "Description holds the control character U+0085")]
    public void TryParse_BrokenText_IsMalformed(string description, string error) => Assert.Equal(error, Refuse(description: description));

    [Theory]
    [InlineData("Dotcomgiftshop Gift Voucher £80.00")]
    [InlineData("日本 🎁 x")]
    public void TryParse_TextBeyondAscii_IsKept(string description) => Assert.Equal(description, Read(description: description).Description);

    [Fact]
    public void TryParse_LineBreakOutsideDescription_IsMalformed()
    {
        Assert.StartsWith("Invoice holds", Refuse(invoice: "1\n2"));
        Assert.StartsWith("Country holds", Refuse(country: "a\tb"));
        Assert.StartsWith("Customer ID holds", Refuse(customer: "a\u0001b"));
    }

    [Fact]
    public void TryParse_LongText_IsBounded()
    {
        string longest = new('x', TransactionLimits.LongestText);
        Assert.Equal(longest, Read(description: longest).Description);
        Assert.Equal("Description is longer than 1000 characters", Refuse(description: longest + "x"));
        Assert.Contains("…", Refuse(price: longest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6.95, 69_500)]
    [InlineData(0.1 + 0.2, 3_000)]
    [InlineData(2.1 * 3, 63_000)]
    [InlineData(-11062.06, -110_620_600)]
    [InlineData(0.0, 0)]
    public void TryParse_PriceAsDouble_IsExact(double price, long tenThousandths)
    {
        Assert.True(TryParseTyped(TransactionField.Number(12.0), TransactionField.Number(price), TransactionField.Time(new DateTime(2010, 1, 2)), out TransactionLine? line, out _));
        Assert.Equal(tenThousandths, line!.Price.TenThousandths);
        Assert.Equal(12, line.Quantity);
        Assert.Equal("489434", line.Invoice);
        Assert.Equal("85048", line.StockCode);
        Assert.Equal(CustomerId.FromNumber(13085), line.Customer);
    }

    [Theory]
    [InlineData(6.95001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e6 + 1)]
    [InlineData(1e300)]
    [InlineData(1e-5)]
    public void TryParse_PriceAsBadDouble_IsMalformed(double price)
    {
        Assert.False(TryParseTyped(TransactionField.Number(1m), TransactionField.Number(price), TransactionField.Time(new DateTime(2010, 1, 2)), out _, out string? error));
        Assert.StartsWith("Price ", error);
    }

    [Fact]
    public void TryParse_DecimalsAndInstants_AreRead()
    {
        DateTimeOffset instant = new(2010, 1, 2, 23, 30, 0, TimeSpan.Zero);
        Assert.True(TryParseTyped(TransactionField.Number(3m), TransactionField.Number(0.0001m), TransactionField.Time(instant), out TransactionLine? line, out _));
        Assert.Equal(new DateTime(2010, 1, 3, 0, 30, 0), line!.Time);
        Assert.Equal(1, line.Price.TenThousandths);
        Assert.False(TryParseTyped(TransactionField.Number(3m), TransactionField.Number(0.00001m), TransactionField.Time(instant), out _, out _));
        Assert.False(TryParseTyped(TransactionField.Number(3.5m), TransactionField.Number(1m), TransactionField.Time(instant), out _, out _));
        Assert.False(TryParseTyped(TransactionField.Number(decimal.MaxValue), TransactionField.Number(1m), TransactionField.Time(instant), out _, out _));
        Assert.False(TryParseTyped(TransactionField.Number(3m), TransactionField.Number(1m), TransactionField.Number(40_000.5), out _, out _));
    }

    [Fact]
    public void TryParse_RandomAmounts_AgreeWithDecimal()
    {
        const int Seed = 7;
        Random random = new(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            long tenThousandths = random.NextInt64(-10_000_000_000, 10_000_000_001);
            string text = (tenThousandths / 10_000m).ToString(CultureInfo.InvariantCulture);
            Assert.Equal(tenThousandths, Read(price: text).Price.TenThousandths);
            Assert.True(TryParseTyped(TransactionField.Number(1.0), TransactionField.Number(tenThousandths / 10_000.0), TransactionField.Time(new DateTime(2010, 1, 2)), out TransactionLine? line, out string? error), $"seed {Seed}: {text}: {error}");
            Assert.Equal(tenThousandths, line!.Price.TenThousandths);
        }
    }

    private bool TryParseTyped(TransactionField quantity, TransactionField price, TransactionField time, out TransactionLine? line, out string? error)
    {
        TransactionFields fields = default;
        fields.Invoice = TransactionField.Number(489434.0);
        fields.StockCode = TransactionField.Number(85048.0);
        fields.CustomerId = TransactionField.Number(13085.0);
        fields.Quantity = quantity;
        fields.Price = price;
        fields.InvoiceDate = time;
        return _parser.TryParse(fields, out line, out error);
    }

    private TransactionLine Read(
        string invoice = "489434", string stockCode = "85048", string description = "X", string quantity = "1", string time = "2010-01-02 03:04:05",
        string price = "1", string customer = "1", string country = "UK")
    {
        Assert.True(TryParse(invoice, stockCode, description, quantity, time, price, customer, country, out TransactionLine? line, out string? error), error);
        return line!;
    }

    private string Refuse(
        string invoice = "489434", string stockCode = "85048", string description = "X", string quantity = "1", string time = "2010-01-02 03:04:05",
        string price = "1", string customer = "1", string country = "UK")
    {
        Assert.False(TryParse(invoice, stockCode, description, quantity, time, price, customer, country, out TransactionLine? line, out string? error));
        Assert.Null(line);
        return error!;
    }

    private bool TryParse(
        string invoice, string stockCode, string description, string quantity, string time, string price, string customer, string country,
        out TransactionLine? line, out string? error)
    {
        TransactionFields fields = default;
        fields.Invoice = TransactionField.Text(invoice);
        fields.StockCode = TransactionField.Text(stockCode);
        fields.Description = TransactionField.Text(description);
        fields.Quantity = TransactionField.Text(quantity);
        fields.InvoiceDate = TransactionField.Text(time);
        fields.Price = TransactionField.Text(price);
        fields.CustomerId = TransactionField.Text(customer);
        fields.Country = TransactionField.Text(country);
        return _parser.TryParse(fields, out line, out error);
    }
}
