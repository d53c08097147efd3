using System.Diagnostics;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Tests;

/// <summary><c>ops/retrain/retrain.sh</c>, as the timer runs it.</summary>
public sealed class RetrainScriptTests(PromotionShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Retrain_Twice_PromotesOnceAndThenKeepsTheChampion()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the script is for Linux");
        }

        shop.CopyModels(_temporary.Root);
        (await CommandRun.Of("promote", "--models", _temporary.Root, "--candidate", shop.Weak, "--force", "first champion")).Succeeded();

        string script = FindScript();
        (int first, string output, string error) = await RunAsync(script, shop.Data);
        string candidate = $"{shop.Weak[..^1]}3";
        Assert.Equal("", error);
        Assert.Equal(ExitCodes.Success, first);
        Assert.Contains($"promoted: {candidate}, replaces {shop.Weak}", output, StringComparison.Ordinal);
        Assert.Equal(candidate, ChampionFile.Find(_temporary.Root)!.Champion.Bundle);

        // The same training again is no better.
        (int second, output, _) = await RunAsync(script, shop.Data);
        Assert.Equal(ExitCodes.NotPromoted, second);
        Assert.Contains($"not promoted: {shop.Weak[..^1]}4 is no better beyond noise", output, StringComparison.Ordinal);
        (int third, _, error) = await RunAsync(script, _temporary.Path("missing.csv"));
        Assert.Equal(ExitCodes.WrongInput, third);
        Assert.Contains("missing.csv: no such file", error, StringComparison.Ordinal);
        Assert.Equal(candidate, ChampionFile.Find(_temporary.Root)!.Champion.Bundle);
    }

    private static string FindScript()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "ops", "retrain", "retrain.sh");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException("ops/retrain/retrain.sh is not in any folder above the tests");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string script, string data)
    {
        ProcessStartInfo start = new("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CLV"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "clv.dll")}";
        start.Environment["CLV_TRANSACTIONS"] = data;
        start.Environment["CLV_MODELS"] = _temporary.Root;
        start.Environment["CLV_HORIZON_DAYS"] = PromotionShop.Horizon;
        start.Environment["CLV_TRAIN"] = "--recipe reference --num-iterations 60 --num-leaves 7 --learning-rate 0.1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
