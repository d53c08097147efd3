using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Tests.Workbooks;

public sealed class WorkbookTransactionReaderTests
{
    private static readonly string[] Header = ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"];

    /// <summary>2009-12-01 07:45:00 as the published workbook stores it.</summary>
    private const double Serial = 40148.322916666664;

    [Fact]
    public void Open_TwoSheetsLikeThePublishedWorkbook_ReadsBoth()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.xlsx", TinyWorkbook.Create(
            ("Year 2009-2010",
            [
                Header,
                [489434, 85048, "15CM CHRISTMAS  GLASS BALL", 12, new TinyWorkbook.Date(Serial), 6.95, 13085, "United Kingdom"],
                ["C489449", "79323P", null, -1, new TinyWorkbook.Date(Serial), 0.001, null, "Australia"],
            ]),
            ("Empty", []),
            ("Year 2010-2011",
            [
                Header,
                [536365, "85123A", "WHITE & <HEART>", 6, new TinyWorkbook.Date(40513.351388888885), 2.55, "17850.0", "EIRE"],
            ])));
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        List<FileLine> lines = [.. reader.ReadAll()];
        Assert.Equal(
            [
                new FileLine(2, "Year 2009-2010", new TransactionLine("489434", "85048", "15CM CHRISTMAS GLASS BALL", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(69_500), CustomerId.FromNumber(13085), "United Kingdom"), null),
                new FileLine(3, "Year 2009-2010", new TransactionLine("C489449", "79323P", "", -1, new DateTime(2009, 12, 1, 7, 45, 0), new Money(10), null, "Australia"), null),
                new FileLine(2, "Year 2010-2011", new TransactionLine("536365", "85123A", "WHITE & <HEART>", 6, new DateTime(2010, 12, 1, 8, 26, 0), new Money(25_500), CustomerId.FromNumber(17850), "EIRE"), null),
            ],
            lines);
        Assert.Equal(new FileInfo(path).Length, reader.BytesTotal);
        Assert.InRange(reader.BytesRead, 1, reader.BytesTotal!.Value);
    }

    [Fact]
    public void TryRead_BadRows_AreMalformedWithSheetAndRow()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.xlsx", TinyWorkbook.Create(("S",
        [
            Header,
            [1, "A", "x", 1.5, new TinyWorkbook.Date(Serial), 1, 1, "UK"],
            [],
            [1, "A", "x", 1, "yesterday", 1, 1, "UK"],
            [1, "A", "x", 1, Serial, 6.95001, 1, "UK"],
            [1, "A", "x", 1],
            [1, "A", "x", "2", "2010-01-02 03:04:05", "6.95", 1, "UK"],
        ])));
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        Assert.Equal(
            [
                "sheet \"S\", row 2: Quantity \"1.5\" is not a whole number",
                "sheet \"S\", row 4: InvoiceDate \"yesterday\" is not a time like 2010-12-01 08:26:00",
                "sheet \"S\", row 5: Price \"6.95001\" is not a number of at most four decimals",
                "sheet \"S\", row 6: InvoiceDate is empty",
                "",
            ],
            reader.ReadAll().Select(line => line.Message));
    }

    [Fact]
    public void TryRead_SecondSheetWithoutColumns_NamesSheetAndColumns()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.xlsx", TinyWorkbook.Create(("One", [Header]), ("Two", [["Invoice", "StockCode", "Quantity", "InvoiceDate", "Price", "Note"]])));
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        TransactionFileException error = Assert.Throws<TransactionFileException>(() => reader.TryRead(out _));
        Assert.Equal($"{path}, sheet \"Two\": the header lacks the columns Customer ID, Country", error.Message);
    }

    [Fact]
    public void Open_NoWorkbook_SaysSo()
    {
        using TemporaryFolder folder = new();
        string torn = folder.Write("torn.xlsx", TinyWorkbook.Create(("S", [Header]))[..200]);
        string blank = folder.Write("blank.xlsx", TinyWorkbook.Create(("S", [])));
        Assert.StartsWith($"{torn}: is not a readable .xlsx workbook", Assert.Throws<TransactionFileException>(() => TransactionFile.Open(torn, TimeZoneInfo.Utc)).Message);
        Assert.Equal($"{blank}: no sheet holds any cell", Assert.Throws<TransactionFileException>(() => TransactionFile.Open(blank, TimeZoneInfo.Utc)).Message);
    }
}
