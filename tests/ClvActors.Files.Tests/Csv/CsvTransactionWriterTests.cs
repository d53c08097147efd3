using System.Text;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;

namespace ClvActors.Files.Tests.Csv;

public sealed class CsvTransactionWriterTests
{
    private static readonly TransactionLine Plain = new(
        "489434", "85048", "15CM CHRISTMAS GLASS BALL 20 LIGHTS", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(69_500),
        CustomerId.FromNumber(13085), "United Kingdom");

    [Fact]
    public void Write_Lines_ArePublishedLayout()
    {
        using MemoryStream stream = new();
        using CsvTransactionWriter writer = new(stream);
        writer.Write(Plain);
        writer.Write(Plain with { Description = "RECORD FRAME 7\" SINGLE SIZE", Price = new Money(20_000), Customer = null });
        writer.Write(Plain with { Quantity = -3, Price = new Money(10), Customer = CustomerId.Parse("A,1"), Description = "" });
        writer.Complete();
        Assert.Equal(
            """
            Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
            489434,85048,15CM CHRISTMAS GLASS BALL 20 LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom
            489434,85048,"RECORD FRAME 7"" SINGLE SIZE",12,2009-12-01 07:45:00,2.0,,United Kingdom
            489434,85048,,-3,2009-12-01 07:45:00,0.001,"A,1",United Kingdom

            """,
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    public void Create_RandomLines_ComeBackEqual(string name)
    {
        const ulong Seed = 20_101_201;
        using TemporaryFolder folder = new();
        List<TransactionLine> lines = RandomLines((int)Seed, 3_000);
        Write(folder[name], lines);
        using TransactionReader reader = TransactionFile.Open(folder[name], TimeZoneInfo.Utc);
        int at = 0;
        foreach (FileLine read in reader.ReadAll())
        {
            Assert.True(lines[at] == read.Line, $"seed {Seed}, line {at}: {lines[at]} came back as {read.Line} {read.Message}");
            at++;
        }

        Assert.Equal(lines.Count, at);
        Assert.Equal([folder[name]], Directory.GetFiles(folder.Root));
    }

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    public void Create_SameLinesTwice_GiveSameBytes(string name)
    {
        using TemporaryFolder folder = new();
        List<TransactionLine> lines = RandomLines(3, 200);
        Write(folder[name], lines);
        byte[] first = File.ReadAllBytes(folder[name]);
        Write(folder[name], lines);
        Assert.Equal(first, File.ReadAllBytes(folder[name]));
    }

    [Fact]
    public void Dispose_WithoutComplete_LeavesWhatWasThere()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("out.csv", "before");
        using (CsvTransactionWriter writer = CsvTransactionWriter.Create(path))
        {
            writer.Write(Plain);
        }

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Create_ImpossibleName_SaysWhyAndLeavesNothing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["folder.csv"]);
        Assert.Contains("cannot be written", Assert.Throws<TransactionFileException>(() => CsvTransactionWriter.Create(folder["no/such/out.csv"])).Message, StringComparison.Ordinal);
        Assert.Contains("workbooks are only read", Assert.Throws<TransactionFileException>(() => CsvTransactionWriter.Create(folder["out.xlsx"])).Message, StringComparison.Ordinal);
        Assert.Contains("unknown kind", Assert.Throws<TransactionFileException>(() => CsvTransactionWriter.Create(folder["out.txt"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<TransactionFileException>(() => CsvTransactionWriter.Create(folder["folder.csv"])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static void Write(string path, List<TransactionLine> lines)
    {
        using CsvTransactionWriter writer = CsvTransactionWriter.Create(path);
        lines.ForEach(writer.Write);
        writer.Complete();
        Assert.Equal(lines.Count, writer.LinesWritten);
    }

    private static List<TransactionLine> RandomLines(int seed, int count)
    {
        Random random = new(seed);
        string[] odd = ["A", "C489434", "a,b", "say \"x\"", "'", " lead", "trail ", "é€", "日本", "🎁", "\"", "\"\"", "a;b", "=1+1", "#", "x\\y"];
        string[] texts = ["", "plain", "two words", "7\" FRAME", "a, b", "£80", "\"quoted\"", "🎁 box"];
        string[] customers = ["0", "13085", "999999999999999", "007", "A-1", "a,b", "\"q\"", "5.5", "Ü"];
        List<TransactionLine> lines = [];
        for (int index = 0; index < count; index++)
        {
            int quantity = random.Next(-TransactionLimits.LargestQuantity, TransactionLimits.LargestQuantity + 1);
            long largestPrice = TransactionLimits.LargestLineTotal * Money.PerUnit / Math.Max(100, Math.Abs(quantity));
            long ticks = random.NextInt64(new DateTime(1970, 1, 1).Ticks, new DateTime(2200, 1, 1).Ticks);
            ticks -= index % 2 == 0 ? ticks % TimeSpan.TicksPerSecond : 0;
            lines.Add(new TransactionLine(
                odd[random.Next(odd.Length)], odd[random.Next(odd.Length)], texts[random.Next(texts.Length)],
                quantity, new DateTime(ticks), new Money(random.NextInt64(-largestPrice, largestPrice + 1)),
                random.Next(4) == 0 ? null : CustomerId.Parse(customers[random.Next(customers.Length)]), texts[random.Next(texts.Length)]));
        }

        return lines;
    }
}
