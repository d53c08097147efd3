using System.IO.Compression;
using System.Text;
using ClvActors.Files;
using ClvActors.Host.Replay;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Replay;

public sealed class FileReplaySourceTests
{
    [Fact]
    public void Read_InterleavedDays_GivesWholeInvoicesDayByDay()
    {
        using TemporaryFolder folder = new();
        FileReplaySource source = Source(folder, "shop.csv",
            Sales.Line("2", 1, 1, "7", "2011-01-02") + Sales.Line("1", 1, 1, "8", "2011-01-01") + "broken\n" + Sales.Line("2", 1, 1, "7", "2011-01-02", "22423"));

        ReplayBatch[] batches = [.. source.Read(_ => { }, CancellationToken.None)];

        Assert.Equal([new DateOnly(2011, 1, 1), new DateOnly(2011, 1, 2)], batches.Select(batch => batch.Date));
        Assert.Equal(["1", "2", "2"], batches.SelectMany(batch => batch.Lines).Select(line => line.Invoice));
        Assert.All(batches, batch => Assert.True(batch.EndsDay));
        Assert.Equal([1, 0], batches.Select(batch => batch.Malformed));
        Assert.Equal((4, "broken"), (batches[0].MalformedSamples![0].Line, batches[0].MalformedSamples![0].Text));
        Assert.Equal(1, batches[^1].Share);
    }

    [Fact]
    public void Read_BusyDay_SplitsBetweenInvoices()
    {
        using TemporaryFolder folder = new();
        StringBuilder lines = new();
        for (int invoice = 0; invoice < 1_500; invoice++)
        {
            lines.Append(Sales.Line($"{invoice}", 1, 1, "7", "2011-01-02")).Append(Sales.Line($"{invoice}", 1, 1, "7", "2011-01-02", "22423"));
        }

        ReplayBatch[] batches = [.. Source(folder, "shop.csv", lines.ToString()).Read(_ => { }, CancellationToken.None)];

        Assert.Equal([2_000, 1_000], batches.Select(batch => batch.Lines.Count));
        Assert.Equal([false, true], batches.Select(batch => batch.EndsDay));
        Assert.Empty(batches[0].Lines.Select(line => line.Invoice).Intersect(batches[1].Lines.Select(line => line.Invoice)));
    }

    [Theory]
    [InlineData("", "holds no lines")]
    [InlineData("x\n", "none of its 1 lines can be read")]
    public void Read_NothingToReplay_SaysSo(string lines, string part)
    {
        using TemporaryFolder folder = new();

        TransactionFileException refused = Assert.Throws<TransactionFileException>(
            () => Source(folder, "shop.csv", lines).Read(_ => { }, CancellationToken.None).ToList());

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreLinesThanFit_RefusesInsteadOfFillingTheMemory()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("shop.csv", Sales.Header + string.Concat(Enumerable.Range(1, 4).Select(line => Sales.Line($"{line}", 1, 1, "7", "2011-01-02"))));

        TransactionFileException refused = Assert.Throws<TransactionFileException>(
            () => new FileReplaySource("file", path, TimeZoneInfo.Utc, mostLines: 3).Read(_ => { }, CancellationToken.None).ToList());

        Assert.Contains("more than 3 lines", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, new FileReplaySource("file", path, TimeZoneInfo.Utc, mostLines: 4).Read(_ => { }, CancellationToken.None).Sum(batch => batch.Lines.Count));
    }

    [Theory]
    [InlineData("shop.csv.gz")]
    [InlineData("shop.xlsx")]
    public void Read_GrowsBeyondTheLimitWhenDecompressed_Refuses(string name)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(name, "");
        using (FileStream file = File.Create(path))
        {
            using ZipArchive? zip = name.EndsWith(".xlsx", StringComparison.Ordinal) ? new ZipArchive(file, ZipArchiveMode.Create) : null;
            using Stream into = zip?.CreateEntry("xl/sharedStrings.xml").Open() ?? new GZipStream(file, CompressionLevel.Fastest);
            into.Write(Encoding.UTF8.GetBytes(Sales.Header + string.Concat(Enumerable.Repeat(Sales.Line("1", 1, 1, "7", "2011-01-02"), 40_000))));
        }

        TransactionFileException refused = Assert.Throws<TransactionFileException>(
            () => new FileReplaySource("upload/x", path, TimeZoneInfo.Utc, 1 << 20).Read(_ => { }, CancellationToken.None).ToList());

        Assert.True(new FileInfo(path).Length < 1 << 20);
        Assert.Equal($"{name}: is over the limit of 1 MiB after decompression; split it", refused.Message);
    }

    private static FileReplaySource Source(TemporaryFolder folder, string name, string lines) =>
        new(ReplaySources.FileId, folder.Write(name, Sales.Header + lines), TimeZoneInfo.Utc);
}
