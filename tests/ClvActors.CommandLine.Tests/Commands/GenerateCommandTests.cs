using System.IO.Compression;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Generate_SameSeed_GivesTheSameBytesPlainOrCompressed()
    {
        string first = await Generate("first.csv", "5");
        string again = await Generate("again.csv", "5");
        string other = await Generate("other.csv", "6");
        string compressed = await Generate("first.csv.gz", "5");

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(again));
        Assert.NotEqual(File.ReadAllBytes(first), File.ReadAllBytes(other));
        using GZipStream text = new(File.OpenRead(compressed), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        await text.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(first), unpacked.ToArray());
    }

    [Fact]
    public async Task Generate_Shop_HasThePublishedHeaderAndLiesBetweenItsDays()
    {
        string[] lines = File.ReadAllLines(await Generate("shop.csv", "1"));

        Assert.Equal("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country", lines[0]);
        Assert.True(lines.Length > 100, $"only {lines.Length} lines");
        Assert.All(lines[1..], line => Assert.Matches(@",2020-0[1-6]-\d\d \d\d:\d\d:00,", line));
    }

    [Theory]
    [InlineData("shop.txt", "unknown kind of file, expected a name ending in .csv, .csv.gz or .xlsx")]
    [InlineData("shop.xlsx", "workbooks are only read, name a .csv or .csv.gz file to write")]
    public async Task Generate_WrongName_IsRefused(string name, string message)
    {
        string path = _temporary.Path(name);

        (await CommandRun.Of("generate", "--out", path)).Failed(ExitCodes.WrongInput, $"{path}: {message}");

        Assert.Empty(_temporary.Entries());
    }

    [Fact]
    public async Task Generate_NoSuchFolder_IsRefused()
    {
        CommandRun run = await CommandRun.Of("generate", "--out", _temporary.Path("no/shop.csv"));

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.StartsWith($"clv: {_temporary.Path("no/shop.csv")}: cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_Cancelled_LeavesTheEarlierFile()
    {
        string path = _temporary.Write("shop.csv", "earlier");

        CommandRun run = await CommandRun.Of(new CancellationToken(canceled: true), "generate", "--out", path);

        run.Failed(ExitCodes.Cancelled, "cancelled");
        Assert.Equal("earlier\n", File.ReadAllText(path));
        Assert.Equal(["shop.csv"], _temporary.Entries());
    }

    private async Task<string> Generate(string name, string seed)
    {
        string path = _temporary.Path(name);
        (await CommandRun.Of("generate", "--customers", "60", "--seed", seed, "--from", "2020-01-01", "--to", "2020-06-30", "--out", path)).Succeeded();
        return path;
    }
}
