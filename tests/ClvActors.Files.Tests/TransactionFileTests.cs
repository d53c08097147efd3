using System.Text;
using ClvActors.TestData;

namespace ClvActors.Files.Tests;

public sealed class TransactionFileTests
{
    private const string Text = """
        Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
        489434,85048,BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom

        """;

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Text);

    [Theory]
    [InlineData("a.csv")]
    [InlineData("A.CSV")]
    [InlineData("a.csv.gz")]
    [InlineData("A.Csv.GZ")]
    public void Open_CsvByName_ReadsIt(string name)
    {
        using TemporaryFolder folder = new();
        bool compressed = name.EndsWith("gz", StringComparison.OrdinalIgnoreCase);
        string path = folder.Write(name, compressed ? TemporaryFolder.Compress(Bytes) : Bytes);
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        Assert.Equal("BALL", Assert.Single(reader.ReadAll()).Line?.Description);
        Assert.Equal(new FileInfo(path).Length, reader.BytesTotal);
        Assert.Equal(reader.BytesTotal, reader.BytesRead);
    }

    [Fact]
    public void Open_GzipOfTwoMembers_ReadsBoth()
    {
        using TemporaryFolder folder = new();
        byte[] second = Encoding.UTF8.GetBytes(Text.Split('\n')[1] + "\n");
        string path = folder.Write("a.csv.gz", [.. TemporaryFolder.Compress(Bytes), .. TemporaryFolder.Compress(second)]);
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        Assert.Equal(2, reader.ReadAll().Count());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(5_000)]
    public void Read_GzipCutShort_IsAnErrorNotAnEnd(int missing)
    {
        using TemporaryFolder folder = new();
        StringBuilder text = new(Text);
        Random random = new(5);
        for (int line = 0; line < 5_000; line++)
        {
            text.Append($"{random.Next()},{random.Next()},X,1,2010-01-01,1,{random.Next()},UK\n");
        }

        byte[] compressed = TemporaryFolder.Compress(Encoding.UTF8.GetBytes(text.ToString()));
        string path = folder.Write("a.csv.gz", compressed[..^missing]);
        TransactionFileException error = Assert.Throws<TransactionFileException>(() => ReadAll(path));
        Assert.Equal($"{path}: the gzip data is damaged or cut short", error.Message);
    }

    [Fact]
    public void Read_GzipWithFlippedBit_IsAnError()
    {
        using TemporaryFolder folder = new();
        byte[] compressed = TemporaryFolder.Compress(Bytes);
        compressed[^7] ^= 1;
        string path = folder.Write("a.csv.gz", compressed);
        Assert.Equal($"{path}: the gzip data is damaged or cut short", Assert.Throws<TransactionFileException>(() => ReadAll(path)).Message);
    }

    [Fact]
    public void Open_WrongFiles_SayWhyInOneLine()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["folder.csv"]);
        (string Path, string Error)[] cases =
        [
            (folder["missing.csv"], "no such file"),
            (folder["no/such/folder.csv.gz"], "no such file"),
            (folder["folder.csv"], "is a folder, not a file"),
            (folder.Write("a.parquet", Bytes), "unknown kind of file, expected a name ending in .csv, .csv.gz or .xlsx"),
            (folder.Write("a.gz", TemporaryFolder.Compress(Bytes)), "unknown kind of file, expected a name ending in .csv, .csv.gz or .xlsx"),
            (folder.Write("empty.csv", []), "is empty"),
            (folder.Write("empty.csv.gz", []), "is empty"),
            (folder.Write("plain.csv.gz", Bytes), "is not a gzip file"),
            (folder.Write("zipped.csv", TemporaryFolder.Compress(Bytes)), "is gzip data, expected a name ending in .csv.gz"),
            (folder.Write("plain.xlsx", Bytes), "is not an .xlsx workbook"),
            (folder.Write("book.csv", "PK\u0003\u0004"), "is a zip file or a workbook, not comma-separated text"),
            (folder.Write("header.csv", "Invoice,StockCode,Quantity,InvoiceDate,Price,Country\n"), "the header lacks the column Customer ID"),
        ];
        foreach ((string path, string error) in cases)
        {
            Assert.Equal($"{path}: {error}", Assert.Throws<TransactionFileException>(() => TransactionFile.Open(path, TimeZoneInfo.Utc)).Message);
        }
    }

    [Fact]
    public void Read_WholeDataset_HasNoMalformedLine()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        using TransactionReader reader = TransactionFile.Open(ReferenceData.OnlineRetail, TimeZoneInfo.Utc);
        long lines = 0;
        long withoutCustomer = 0;
        while (reader.TryRead(out FileLine line))
        {
            Assert.True(line.Line is not null, line.Message);
            lines++;
            withoutCustomer += line.Line.Customer is null ? 1 : 0;
        }

        Assert.Equal(1_067_370, lines);
        Assert.Equal(243_007, withoutCustomer);
    }

    private static void ReadAll(string path)
    {
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        while (reader.TryRead(out _))
        {
        }
    }
}
