using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class ReplayCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string DataDirectory => _temporary.Path("data");

    private string Out => _temporary.Path("live.csv");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("1", "1")]
    [InlineData("3", "37")]
    [InlineData("8", "2000")]
    public async Task Replay_UntilADate_LiveFeaturesEqualTheBatchFileByteForByte(string shards, string batchLines)
    {
        CommandRun run = (await ReplayAsync(shop.Data, "--until", GeneratedShop.AsOf, "--shards", shards, "--batch-lines", batchLines, "--features-out", Out, "--set", "behaviour")).Succeeded();

        Assert.Equal(await File.ReadAllBytesAsync(shop.BehaviourFeatures, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Out, TestContext.Current.CancellationToken));
        Assert.Contains($"as of              {GeneratedShop.AsOf}", run.Output, StringComparison.Ordinal);
        Assert.Equal(Fact(run, "invoices accepted"), Fact(run, "invoices rescored"));
    }

    [Fact]
    public async Task Replay_TheSameFileAgain_ChangesNothing()
    {
        CommandRun first = (await ReplayAsync(shop.Data, "--features-out", Out)).Succeeded();
        byte[] before = await File.ReadAllBytesAsync(Out, TestContext.Current.CancellationToken);
        CommandRun again = (await ReplayAsync(shop.Data, "--features-out", Out)).Succeeded();

        Assert.NotEqual("0", Fact(first, "accepted"));
        Assert.Equal("0", Fact(again, "accepted"));
        Assert.Equal("0", Fact(again, "invoices accepted"));
        Assert.Equal(before, await File.ReadAllBytesAsync(Out, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Replay_MalformedLine_IsCountedAndShownAndStrictStops()
    {
        string file = _temporary.Write(
            "bad.csv",
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
            "1,A,x,1,2020-01-01 10:00:00,2.5,1,France",
            "2,A,x,many,2020-01-02 10:00:00,2.5,2,France");

        CommandRun run = (await ReplayAsync(file)).Succeeded();
        CommandRun strict = await ReplayAsync(file, "--strict");

        Assert.Contains("malformed: line 3:", run.Output, StringComparison.Ordinal);
        Assert.Contains("malformed 1,", run.Output, StringComparison.Ordinal);
        Assert.Equal("1", Fact(run, "accepted"));
        Assert.Equal(ExitCodes.WrongInput, strict.Code);
        Assert.StartsWith($"clv: {file}, line 3:", strict.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name one of --server and --data-dir. See clv replay --help.", "replay", "--data", "x.csv")]
    [InlineData("--features-out goes with --data-dir. See clv replay --help.", "replay", "--data", "x.csv", "--server", "http://127.0.0.1:1", "--features-out", "y")]
    [InlineData("--speed: 'fast' is neither max nor a factor like 86400x. See clv replay --help.", "replay", "--data", "x.csv", "--data-dir", "y", "--speed", "fast")]
    [InlineData("--server: 'here' is not an address like http://127.0.0.1:8002. See clv replay --help.", "replay", "--data", "x.csv", "--server", "here")]
    public async Task Replay_WrongArguments_AreToldInOneLine(string line, params string[] args) =>
        (await CommandRun.Of(args)).Failed(ExitCodes.WrongArguments, line);

    [Fact]
    public async Task Replay_DirectoryInUse_IsRefused()
    {
        Directory.CreateDirectory(DataDirectory);
        await using FileStream held = new(Path.Combine(DataDirectory, "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        CommandRun run = await ReplayAsync(shop.Data);

        run.Failed(ExitCodes.WrongInput, $"The data directory {DataDirectory} is in use by another process.");
    }

    [Fact]
    public async Task Replay_Dataset_CountsAreTheDesigns()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        CommandRun run = (await ReplayAsync(ReferenceData.OnlineRetail)).Succeeded();

        Assert.Equal("766,126", Fact(run, "accepted"));
        Assert.Equal("36,553, of which 11,059 conflicting", Fact(run, "duplicates"));
        Assert.Equal("cancellation 18,744, malformed 0, no_customer_id 243,007, non_product 2,877, price 63, quantity 0", Fact(run, "rejected"));
        Assert.Equal("36,639", Fact(run, "invoices accepted"));
        Assert.Equal("36,639", Fact(run, "invoices rescored"));
    }

    private Task<CommandRun> ReplayAsync(string file, params string[] more) =>
        CommandRun.Of(["replay", "--data", file, "--data-dir", DataDirectory, "--model", shop.Bundle, .. more]);

    private static string Fact(CommandRun run, string name) =>
        run.Output.Split('\n').Single(line => line.StartsWith($"{name,-18} ", StringComparison.Ordinal))[19..].TrimEnd();
}
