using System.Text;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;

namespace ClvActors.Files.Tests.Csv;

public sealed class CsvTransactionReaderTests
{
    private const string Header = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";
    private const string Good = "489434,85048,BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n";

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", "\uFEFF")]
    public void TryRead_AnyLineEndAndMark_GivesLinesWithNumbers(string end, string mark)
    {
        List<FileLine> lines = Read((mark + Header + Good + "\n" + Good + Good.TrimEnd('\n')).Replace("\n", end));
        Assert.Equal([2L, 4L, 5L], lines.Select(line => line.LineNumber));
        Assert.All(lines, line => Assert.Equal(
            new TransactionLine("489434", "85048", "BALL", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(69_500), CustomerId.FromNumber(13085), "United Kingdom"),
            line.Line));
    }

    [Fact]
    public void TryRead_QuotedFields_AreUnescaped()
    {
        List<FileLine> lines = Read(Header
            + "1,a,\"RECORD FRAME 7\"\" SINGLE , SIZE \",1,2009-12-01,1,,UK\n"
            + "2,a,\"first\r\nsecond\nthird\",1,2009-12-01,1,,UK\n"
            + "\"3\",\"a,b\",\"\",\"1\",\"2009-12-01\",\"1\",\"\",\"UK\"\n");
        Assert.Equal(["RECORD FRAME 7\" SINGLE , SIZE", "first second third", ""], lines.Select(line => line.Line?.Description));
        Assert.Equal([2L, 3L, 6L], lines.Select(line => line.LineNumber));
        Assert.Equal("a,b", lines[2].Line!.StockCode);
    }

    [Fact]
    public void TryRead_BadLines_DoNotDiscardTheirNeighbours()
    {
        List<FileLine> lines = Read(Header + Good + "1,a,x,1,2009-12-01,1\n" + Good + Good.TrimEnd('\n') + ",9\n" + "x\n"
            + Good.Replace("BALL", "BA\"LL") + Good.Replace("BALL", "\"BA\"LL") + Good.Replace("12,", "twelve,") + Good);
        Assert.Equal(
            [
                "", "line 3: has 6 fields, expected 8", "", "line 5: has 9 fields, expected 8", "line 6: has 1 field, expected 8",
                "line 7: has a stray quote; quotes inside a field must be doubled and the field quoted",
                "line 8: has a stray quote; quotes inside a field must be doubled and the field quoted",
                "line 9: Quantity \"twelve\" is not a number", "",
            ],
            lines.Select(line => line.Message));
        Assert.All(lines, line => Assert.True((line.Line is null) != (line.Error is null)));
    }

    [Fact]
    public void TryRead_InvalidUtf8_IsMalformed()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Header + Good + Good);
        bytes[Header.Length + Good.IndexOf("BALL", StringComparison.Ordinal)] = 0xFF;
        List<FileLine> lines = Read(bytes);
        Assert.Equal("line 2: Description holds invalid UTF-8", lines[0].Message);
        Assert.NotNull(lines[1].Line);
    }

    [Fact]
    public void TryRead_OtherColumnOrderAndLineId_AreMapped()
    {
        FileLine line = Assert.Single(Read("country,customer_id,price,invoice_date,quantity,stock_code,invoice,extra,line_id\nUK,A-1,2.5,2010-01-02T03:04:05,3,X,Y,ignored,77\n"));
        Assert.Equal(new TransactionLine("Y", "X", "", 3, new DateTime(2010, 1, 2, 3, 4, 5), new Money(25_000), CustomerId.Parse("A-1"), "UK", "77"), line.Line);
    }

    [Fact]
    public void Constructor_WrongHeader_NamesMissingColumns()
    {
        TransactionFileException error = Assert.Throws<TransactionFileException>(() => Read("Invoice,Amount,Country\n1,2,3\n"));
        Assert.Equal("the input: the header lacks the columns StockCode, Quantity, InvoiceDate, Price, Customer ID", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Constructor_NothingThere_SaysSo(string text) =>
        Assert.StartsWith("the input: is empty", Assert.Throws<TransactionFileException>(() => Read(text)).Message);

    [Fact]
    public void TryRead_HeaderAlone_GivesNoLines() => Assert.Empty(Read(Header));

    [Fact]
    public void TryRead_QuoteNeverClosed_NamesTheLine()
    {
        List<FileLine> before = [];
        TransactionFileException error = Assert.Throws<TransactionFileException>(
            () => ReadInto(before, Encoding.UTF8.GetBytes(Header + Good + Good.Replace("BALL", "\"BALL") + Good)));
        Assert.Equal("the input, line 3: a quoted field is never closed", error.Message);
        Assert.Single(before);
    }

    [Fact]
    public void TryRead_QuoteNeverClosedInLargeFile_StopsAtTheBound()
    {
        string tail = string.Concat(Enumerable.Repeat(Good, 40_000));
        List<FileLine> before = [];
        TransactionFileException error = Assert.Throws<TransactionFileException>(
            () => ReadInto(before, Encoding.UTF8.GetBytes(Header + Good + Good.Replace("BALL", "\"BALL") + tail)));
        Assert.Equal("the input, after line 2: a record is longer than 65536 bytes; probably a quote is never closed", error.Message);
        Assert.Single(before);
    }

    [Fact]
    public void TryRead_StreamInSmallPieces_GivesTheSameLines()
    {
        string text = Header + string.Concat(Enumerable.Range(0, 500).Select(number => Good.Replace("BALL", $"\"Ü {number} \"\"\n€\"")));
        using CsvTransactionReader reader = new(new DripStream(Encoding.UTF8.GetBytes(text)), TimeZoneInfo.Utc);
        Assert.Equal(Read(text), reader.ReadAll().ToList());
    }

    private static List<FileLine> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<FileLine> Read(byte[] bytes)
    {
        List<FileLine> lines = [];
        ReadInto(lines, bytes);
        return lines;
    }

    private static void ReadInto(List<FileLine> lines, byte[] bytes)
    {
        using CsvTransactionReader reader = new(new MemoryStream(bytes), TimeZoneInfo.Utc);
        while (reader.TryRead(out FileLine line))
        {
            lines.Add(line);
        }
    }

    /// <summary>Gives seven bytes at a time, like a slow connection that splits characters.</summary>
    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
