using ClvActors.Learning.Backtesting;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class BacktestCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("backtest");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Backtest_Shop_PrintsAndWritesTheRankingAndTheReasons()
    {
        CommandRun run = (await CommandRun.Of("backtest", "--data", shop.Data, "--folds", "2", "--out", Out)).Succeeded();

        BacktestDocument document = BacktestReport.Read(File.ReadAllBytes(Path.Combine(Out, BacktestReport.JsonName)));
        string markdown = File.ReadAllText(Path.Combine(Out, BacktestReport.MarkdownName));
        Assert.Equal((18, 2, 42, "shop.csv"), (document.Rows.Count, document.Folds, document.Seed, document.Data.File));
        Assert.All(document.Rows, row => Assert.True(row.Figures is null != row.SkipReason is null));
        Assert.Contains(BacktestReport.Winner(document.Rows), run.Output, StringComparison.Ordinal);
        Assert.Contains(BacktestReport.Winner(document.Rows), markdown, StringComparison.Ordinal);
        Assert.Contains("18 + 12 months are longer than the data", run.Output, StringComparison.Ordinal);
        Assert.Contains("18 + 12 months are longer than the data", markdown, StringComparison.Ordinal);
        Assert.Equal([BacktestReport.JsonName, BacktestReport.MarkdownName], Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Backtest_DataThatSupportsNothing_FailsAndWritesNothing()
    {
        string data = _temporary.Path("small.csv");
        (await CommandRun.Of("generate", "--customers", "20", "--seed", "1", "--from", "2020-01-01", "--to", "2021-06-30", "--out", data)).Succeeded();

        (await CommandRun.Of("backtest", "--data", data, "--out", Out)).Failed(
            ExitCodes.WrongInput, "small.csv: supports none of the 18 pairs of windows, nothing was written");

        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Backtest_WrongArguments_AreToldInOneLine()
    {
        (await CommandRun.Of("backtest", "--data", shop.Data, "--folds", "1", "--out", Out)).Failed(
            ExitCodes.WrongArguments, "--folds: '1' is not a whole number from 2 to 10. See clv backtest --help.");
        string file = _temporary.Write("file", "x");
        (await CommandRun.Of("backtest", "--data", shop.Data, "--out", file)).Failed(ExitCodes.WrongInput, $"{file}: is a file, expected a folder");
    }
}
