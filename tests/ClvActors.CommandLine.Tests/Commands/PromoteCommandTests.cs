using System.Text.RegularExpressions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class PromoteCommandTests(PromotionShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Models => _temporary.Root;

    private string Pointer => Path.Combine(Models, "champion.json");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Train_Models_WritesCandidatesThatNeverReplaceOneAnother()
    {
        Assert.Matches("^clv-3m-202104[0-9]{2}-1$|^clv-3m-202103[0-9]{2}-1$", shop.Weak);
        Assert.Equal($"{shop.Weak[..^1]}2", shop.Strong);
        string named = await shop.TrainAsync(Models, "1", "--id", "value", "--as-of", "2021-01-31");

        Assert.Equal("value-20210131-1", named);
        shop.CopyModels(Models);
        BundleManifest manifest = ModelBundle.Load(Path.Combine(Models, shop.Weak)).Manifest;
        Assert.Equal((SplitRecord.ByCustomer, 42), (manifest.Training.Split.Kind, manifest.Training.Split.Seed));
        Assert.Equal(manifest.Data.LastDate.AddDays(-90), manifest.AsOf);
    }

    [Fact]
    public async Task Train_TargetThatIsMissingOrDouble_IsToldInOneLine()
    {
        await Wrong("Option '--out' is required, or '--models' for a candidate. See clv train --help.");
        await Wrong("--out and --models exclude each other. See clv train --help.", "--out", "x", "--models", "y");
        await Wrong("--overwrite goes with --out: a candidate never replaces a bundle. See clv train --help.", "--models", "y", "--overwrite");

        async Task Wrong(string line, params string[] more) => (await CommandRun.Of(["train", "--data", shop.Data, .. more])).Failed(ExitCodes.WrongArguments, line);
    }

    [Fact]
    public async Task Promote_BetterCandidate_BecomesTheChampionWithItsEvidence()
    {
        await FirstAsync(shop.Weak);

        CommandRun run = (await PromoteAsync(shop.Strong)).Succeeded();

        Assert.Matches($@"promoted: {shop.Strong}, replaces {shop.Weak}; is better beyond noise: MAE [0-9.]+ against [0-9.]+, 95 % interval of the difference -[0-9.]+ to -[0-9.]+\r?\n$", run.Output);
        Assert.Matches(@"Holdout: [0-9]+ customers as of 2021-0[0-9-]+, spend to 2021-06-[0-9]+, held out of the training of both", run.Output);
        Assert.Equal(4, Regex.Count(run.Output, @"^\| (mae|rmse|spearman|top_decile_lift) +\| .*\| +(better|worse|within noise) \|", RegexOptions.Multiline));
        ChampionPointer pointer = ChampionFile.Find(Models)!;
        Assert.Equal((shop.Strong, shop.Weak, null), (pointer.Champion.Bundle, pointer.Champion.Replaced, pointer.Champion.ForcedBecause));
        Assert.Equal($"clv promote --models {Models} --candidate {shop.Strong} --data {shop.Data}", pointer.Champion.Command);
        Assert.True(pointer.Champion.Evidence!.IsBetter);
        Assert.Equal([shop.Weak], pointer.Former.Select(record => record.Bundle));
    }

    [Fact]
    public async Task Promote_NoBetterCandidate_LeavesTheFileAndExitsWith4()
    {
        await FirstAsync(shop.Strong);
        byte[] before = File.ReadAllBytes(Pointer);

        CommandRun worse = await PromoteAsync(shop.Weak);
        CommandRun itself = await PromoteAsync(shop.Strong);

        Assert.Equal((ExitCodes.NotPromoted, ""), (worse.Code, worse.Error));
        Assert.Matches($@"\nnot promoted: {shop.Weak} is worse beyond noise: MAE .*; {shop.Strong} stays\r?\n$", worse.Output);
        Assert.Equal((ExitCodes.NotPromoted, $"not promoted: {shop.Strong} is the champion already{Environment.NewLine}"), (itself.Code, itself.Output));
        Assert.Equal(before, File.ReadAllBytes(Pointer));
    }

    [Fact]
    public async Task Promote_DryRun_SaysWhatWouldHappenAndChangesNothing()
    {
        await FirstAsync(shop.Weak);
        byte[] before = File.ReadAllBytes(Pointer);

        CommandRun run = (await PromoteAsync(shop.Strong, "--dry-run")).Succeeded();

        Assert.Contains($"would be promoted: {shop.Strong}, replaces {shop.Weak}", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Pointer));
    }

    [Fact]
    public async Task Promote_Forced_RecordsTheReasonAndWhatTheComparisonSaid()
    {
        await FirstAsync(shop.Strong);

        CommandRun run = (await PromoteAsync(shop.Weak, "--force", "the strong one leaks")).Succeeded();

        Assert.Contains("forced: the strong one leaks (it is worse beyond noise: MAE ", run.Output, StringComparison.Ordinal);
        ChampionRecord champion = ChampionFile.Find(Models)!.Champion;
        Assert.Equal((shop.Weak, "the strong one leaks", false), (champion.Bundle, champion.ForcedBecause, champion.Evidence!.IsBetter));
        Assert.EndsWith("--force \"the strong one leaks\"", champion.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_ForcedWhileTheChampionsBundleIsGone_NeedsNoData()
    {
        await FirstAsync(shop.Strong);
        Directory.Delete(Path.Combine(Models, shop.Strong), recursive: true);

        (await PromoteAsync(shop.Weak)).Failed(ExitCodes.WrongInput, $"{Path.Combine(Models, shop.Strong)}: no such bundle, and champion.json names it");
        (await CommandRun.Of("promote", "--models", Models, "--candidate", shop.Weak, "--force", "the champion is lost")).Succeeded();

        Assert.Equal(shop.Weak, ChampionFile.Find(Models)!.Champion.Bundle);
    }

    [Fact]
    public async Task Promote_WithoutAChampion_SaysHowToNameTheFirst()
    {
        shop.CopyModels(Models);

        (await PromoteAsync(shop.Strong)).Failed(ExitCodes.WrongInput, $"{Pointer}: no such file, there is no champion to compare with; name the first one with --force REASON");
        Assert.False(File.Exists(Pointer));
    }

    [Fact]
    public async Task Promote_WrongCandidate_IsToldInOneLine()
    {
        await FirstAsync(shop.Strong);
        Directory.CreateDirectory(Path.Combine(Models, "copy"));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Models, shop.Weak)))
        {
            File.Copy(file, Path.Combine(Models, "copy", Path.GetFileName(file)));
        }

        (await PromoteAsync("nobody")).Failed(ExitCodes.WrongInput, $"{Path.Combine(Models, "nobody")}: no such bundle");
        (await PromoteAsync("../x")).Failed(ExitCodes.WrongArguments, "--candidate: '../x' is not a name of small letters, digits, '-', '_' and '.'. See clv promote --help.");
        (await PromoteAsync("copy")).Failed(ExitCodes.WrongInput, $"{Path.Combine(Models, "copy")}: holds the bundle {shop.Weak}, name the folder after it");
        string manifest = Path.Combine(Models, shop.Weak, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("rfm-22", "rfm-90", StringComparison.Ordinal));
        (await PromoteAsync(shop.Weak)).Failed(ExitCodes.WrongInput, $"{manifest}: the field feature_set.name is 'rfm-90', this build knows 'rfm-22' and 'behaviour'");
        Assert.Equal(shop.Strong, ChampionFile.Find(Models)!.Champion.Bundle);
    }

    [Fact]
    public async Task Promote_NothingToCompareOn_IsToldInOneLine()
    {
        await FirstAsync(shop.Strong);
        byte[] before = File.ReadAllBytes(Pointer);
        string shorter = await shop.TrainAsync(Models, "1", "--horizon-days", "60");
        string drawn = await TrainDrawnAsync("drawn");
        string moved = _temporary.Path("moved.csv");
        File.WriteAllLines(moved, File.ReadLines(shop.Data).SkipLast(1));
        ModelBundle champion = ModelBundle.Load(Path.Combine(Models, shop.Strong));

        (await PromoteAsync(shorter)).Failed(ExitCodes.WrongInput, $"{shorter} predicts 60 days and {shop.Strong} 90: only bundles of one horizon can be compared");
        CommandRun late = await PromoteAsync(shop.Weak, "--as-of", $"{champion.Manifest.AsOf.AddDays(1):yyyy-MM-dd}");
        Assert.Equal(ExitCodes.WrongInput, late.Code);
        Assert.StartsWith($"clv: the data ends on {champion.Manifest.Data.LastDate:yyyy-MM-dd}, before the 90 days after ", late.Error, StringComparison.Ordinal);
        CommandRun unknown = await CommandRun.Of("promote", "--models", Models, "--candidate", drawn, "--data", moved);
        Assert.Equal(ExitCodes.WrongInput, unknown.Code);
        Assert.StartsWith($"clv: there is no common holdout: the training of {drawn} saw ", unknown.Error, StringComparison.Ordinal);
        (await CommandRun.Of("promote", "--models", Models, "--candidate", shop.Weak)).Failed(ExitCodes.WrongArguments, "Option '--data' is required. See clv promote --help.");
        (await PromoteAsync(shop.Weak, "--force", " ")).Failed(ExitCodes.WrongArguments, "--force: say why. See clv promote --help.");
        (await PromoteAsync(shop.Weak, "--confidence", "95")).Failed(ExitCodes.WrongArguments, "--confidence: '95' is not a number above 0 and below 1. See clv promote --help.");
        Assert.Equal(before, File.ReadAllBytes(Pointer));
    }

    [Fact]
    public async Task Promote_SplitFileOfBoth_GivesTheirCommonHoldout()
    {
        shop.CopyModels(Models);
        string split = _temporary.Path("split.csv");
        (await CommandRun.Of("features", "--data", shop.Data, "--as-of", "2021-03-01", "--out", _temporary.Path("features.csv"))).Succeeded();
        CsvFile features = CsvFile.Read(_temporary.Path("features.csv"));
        double[] frequency = features.Numbers("frequency");
        string[] repeats = [.. features.Texts("customer_id").Where((_, row) => frequency[row] >= 2)];
        File.WriteAllLines(split, ["customer_id,partition", .. repeats.Select((id, at) => $"{id},{(at % 3 == 0 ? "test" : "train")}")]);
        string first = await shop.TrainAsync(Models, "1", "--as-of", "2021-03-01", "--split", split);
        string second = await shop.TrainAsync(Models, "2", "--as-of", "2021-03-01", "--split", split);
        (await CommandRun.Of("promote", "--models", Models, "--candidate", first, "--force", "first")).Succeeded();

        CommandRun without = await PromoteAsync(second, "--as-of", "2021-03-01");
        Assert.Contains("its split is a file that is not at hand", without.Error, StringComparison.Ordinal);
        CommandRun with = await PromoteAsync(second, "--as-of", "2021-03-01", "--split", split);
        Assert.Equal("", with.Error);
        Assert.Contains($"Holdout: {(repeats.Length + 2) / 3} customers as of 2021-03-01", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_BrokenPointer_IsToldInOneLine()
    {
        shop.CopyModels(Models);
        File.WriteAllText(Pointer, "{");

        (await PromoteAsync(shop.Strong)).Failed(ExitCodes.WrongInput, $"{Pointer}: is not JSON (line 1)");
        (await CommandRun.Of("rollback", "--models", Models)).Failed(ExitCodes.WrongInput, $"{Pointer}: is not JSON (line 1)");
        Assert.Equal("{", File.ReadAllText(Pointer));
    }

    private async Task FirstAsync(string id)
    {
        shop.CopyModels(Models);
        (await CommandRun.Of("promote", "--models", Models, "--candidate", id, "--force", "first champion")).Succeeded();
    }

    private Task<CommandRun> PromoteAsync(string id, params string[] more) =>
        CommandRun.Of(["promote", "--models", Models, "--candidate", id, "--data", shop.Data, .. more]);

    private async Task<string> TrainDrawnAsync(string id)
    {
        (await CommandRun.Of(
            "train", "--data", shop.Data, "--horizon-days", PromotionShop.Horizon, "--num-iterations", "1", "--num-leaves", "7", "--out", Path.Combine(Models, id))).Succeeded();
        return id;
    }
}
