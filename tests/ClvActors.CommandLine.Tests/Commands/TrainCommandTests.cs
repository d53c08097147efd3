using System.Text.RegularExpressions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class TrainCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("model");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Train_GeneratedShop_WritesABundleThatLoadsAndPrintsItsFigures()
    {
        CommandRun run = (await CommandRun.Of(shop.TrainArguments(Out))).Succeeded();

        ModelBundle bundle = ModelBundle.Load(Out);
        Assert.Equal("model", bundle.Id);
        Assert.Equal(150, bundle.HorizonDays);
        Assert.Equal(12, bundle.Trees[0].Trees.Count);
        Assert.Equal(File.ReadLines(shop.Data).Count() - 1, bundle.Manifest.Data.Lines);
        Assert.Matches($@"\| MAE +\| +[0-9.]+ \| +{bundle.Manifest.Metrics.MeanAbsoluteError:F2} \|", run.Output);
        Assert.Equal(10, Regex.Count(run.Output, @"^\| \d+ +\| +\d+ \|", RegexOptions.Multiline));
        Assert.Contains(bundle.Fingerprint, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        (await CommandRun.Of(shop.TrainArguments(Out, "--id", "bundle"))).Succeeded();
        (await CommandRun.Of(shop.TrainArguments(_temporary.Path("other"), "--id", "bundle", "--seed", "1"))).Succeeded();

        Assert.Equal(ModelBundle.Load(shop.Bundle).Fingerprint, ModelBundle.Load(Out).Fingerprint);
        Assert.NotEqual(ModelBundle.Load(shop.Bundle).Fingerprint, ModelBundle.Load(_temporary.Path("other")).Fingerprint);
    }

    [Fact]
    public async Task Train_SplitFile_TrainsOnItsCustomers()
    {
        string[] repeats = Repeats();
        string split = WriteSplit(repeats.Select((id, at) => (id, at % 4 == 0 ? "test" : "train")));

        (await CommandRun.Of(shop.TrainArguments(Out, "--split", split))).Succeeded();

        TrainingRecord training = ModelBundle.Load(Out).Manifest.Training;
        Assert.Equal((repeats.Length + 3) / 4, training.TestCustomers);
        Assert.Equal(repeats.Length, training.TestCustomers + training.TrainCustomers);
        Assert.Equal("file", training.Split.Kind);
    }

    [Fact]
    public async Task Train_WrongSplitFile_IsToldInOneLine()
    {
        string[] repeats = Repeats();
        IEnumerable<(string, string)> good = repeats.Select((id, at) => (id, at % 4 == 0 ? "test" : "train"));

        await Fails(_temporary.Path("no.csv"), $"{_temporary.Path("no.csv")}: no such file");
        string split = WriteSplit(good.Append(("99999", "train")).Append(("nobody", "test")));
        await Fails(split, $"{split}: names 2 customers without two purchases in the window: 99999, nobody");
        split = WriteSplit(good.Append((repeats[3], "train")));
        await Fails(split, $"{split}, line {repeats.Length + 2}: customer {repeats[3]} stands twice");
        split = WriteSplit(good.Append(("12345", "validate")));
        await Fails(split, $"{split}, line {repeats.Length + 2}: partition is 'validate', expected train or test");
        split = WriteSplit(good.Append(("", "test")));
        await Fails(split, $"{split}, line {repeats.Length + 2}: customer_id is empty");
        split = WriteSplit(repeats.Select(id => (id, "train")));
        await Fails(split, "there are 0 test customers with at least 2 purchases in the window, expected at least 10");
        split = _temporary.Write("split.csv", "customer,side", "1,train");
        await Fails(split, $"{split}: the header lacks the columns customer_id, partition");
        Assert.False(Directory.Exists(Out));

        async Task Fails(string path, string message) =>
            (await CommandRun.Of(shop.TrainArguments(Out, "--split", path))).Failed(ExitCodes.WrongInput, message);
    }

    [Fact]
    public async Task Train_BundleThere_IsRefusedUnlessOverwritten()
    {
        (await CommandRun.Of(shop.TrainArguments(Out))).Succeeded();
        string before = ModelBundle.Load(Out).Fingerprint;

        CommandRun refused = await CommandRun.Of(shop.TrainArguments(Out, "--seed", "1"));
        refused.Failed(ExitCodes.WrongInput, $"{Out}: there is a bundle already");
        Assert.Equal("", refused.Output);
        Assert.Equal(before, ModelBundle.Load(Out).Fingerprint);
        (await CommandRun.Of(shop.TrainArguments(Out, "--seed", "1", "--overwrite"))).Succeeded();
        Assert.NotEqual(before, ModelBundle.Load(Out).Fingerprint);
        Assert.Equal(["model"], _temporary.Entries());
    }

    [Fact]
    public async Task Train_TooLittleData_IsToldInOneLine()
    {
        string small = _temporary.Path("small.csv");
        (await CommandRun.Of("generate", "--customers", "10", "--from", "2020-01-01", "--to", "2021-06-30", "--out", small)).Succeeded();
        string none = _temporary.Write("none.csv", File.ReadLines(shop.Data).First());

        CommandRun few = await CommandRun.Of("train", "--data", small, "--as-of", GeneratedShop.AsOf, "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, few.Code);
        Assert.Matches(@"^clv: .*small\.csv: has \d customers with at least 2 purchases in the window of 2020-12-31, training needs 50\r?\n$", few.Error);
        (await CommandRun.Of("train", "--data", none, "--as-of", GeneratedShop.AsOf, "--out", Out)).Failed(ExitCodes.WrongInput, $"{none}: holds no purchases");
        CommandRun late = await CommandRun.Of("train", "--data", shop.Data, "--as-of", "2021-07-31", "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, late.Code);
        Assert.Contains("there is no spend after 2021-07-31 to learn from", late.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Train_HorizonBeyondTheData_IsNoted()
    {
        CommandRun run = (await CommandRun.Of("train", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--num-iterations", "2", "--out", Out)).Succeeded();

        Assert.Matches("note: the data ends on 2021-06-[0-9]+, before the horizon does on 2022-01-09: labels are too low", run.Output);
        Assert.Contains("labels and predictions are too low", File.ReadAllText(Path.Combine(Out, "model-card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Champion_WritesEveryPartAndTellsHowGoodTheyAre()
    {
        CommandRun run = (await CommandRun.Of(
            "train", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--horizon-days", "150", "--num-iterations", "20", "--min-data-in-leaf", "5", "--out", Out)).Succeeded();

        BundleManifest manifest = ModelBundle.Load(Out).Manifest;
        Assert.Equal(("champion", "behaviour", 2), (manifest.Recipe, manifest.FeatureSet.Name, manifest.FormatVersion));
        Assert.Equal(manifest.Parts.Select(part => part.File).Concat(["baseline.json", "manifest.json", "model-card.md"]).Order(StringComparer.Ordinal), Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(("20", "5"), (manifest.Part(PartRole.Value)!.Training.Parameters["num_iterations"], manifest.Part(PartRole.Value)!.Training.Parameters["min_data_in_leaf"]));
        Assert.Equal(42, manifest.Training.Split.Seed);
        Assert.Matches(@$"\| all +\| +{manifest.Metrics.Rows} \| +{100 * manifest.Quality!.Intervals!.All.Coverage:F1} \|", run.Output);
        Assert.Contains($"next 30 days ({manifest.Quality.ThirtyDays!.Origins.Count} month ends, 3 folds)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ChampionOfTooFewCustomersOrNoRecipe_IsToldInOneLineAndWritesNothing()
    {
        CommandRun few = await CommandRun.Of("train", "--data", shop.Data, "--as-of", "2020-01-20", "--horizon-days", "30", "--out", Out);
        CommandRun wrong = await CommandRun.Of("train", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--recipe", "soup", "--out", Out);

        Assert.Equal(ExitCodes.WrongInput, few.Code);
        Assert.Matches(@"^clv: .*shop\.csv: has \d+ customers with at least 2 purchases in the window of 2020-01-20, training needs 50\r?\n$", few.Error);
        wrong.Failed(ExitCodes.WrongArguments, "--recipe: 'soup' is no recipe, expected champion or reference. See clv train --help.");
        Assert.Empty(_temporary.Entries());
    }

    [Fact]
    public async Task Train_PublishedSplit_GivesTheShippedChampion()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        string shipped = ShippedBundle.Folder;

        (await CommandRun.Of("train", "--data", ReferenceData.OnlineRetail, "--as-of", "2010-11-30", "--split", ReferenceData.Golden("split.csv"), "--id", "clv-12m", "--out", Out)).Succeeded();

        BundleManifest manifest = ModelBundle.Load(Out).Manifest;
        Assert.Equal((2252, 563), (manifest.Training.TrainCustomers, manifest.Training.TestCustomers));
        Assert.Equal(2551.07, manifest.BaselineMetrics.MeanAbsoluteError, 0.005);
        string[] files = [.. Directory.GetFiles(shipped).Select(file => Path.GetFileName(file))];
        Assert.Equal(files.Order(), Directory.GetFiles(Out).Select(file => Path.GetFileName(file)).Order());
        Assert.All(files, name => Assert.Equal(File.ReadAllText(Path.Combine(shipped, name)), File.ReadAllText(Path.Combine(Out, name))));
    }

    private string[] Repeats()
    {
        CsvFile features = CsvFile.Read(shop.Features);
        double[] frequency = features.Numbers("frequency");
        return [.. features.Texts("customer_id").Where((_, row) => frequency[row] >= 2)];
    }

    private string WriteSplit(IEnumerable<(string Id, string Side)> rows) =>
        _temporary.Write("split.csv", ["customer_id,clv_12m,partition", .. rows.Select(row => $"{row.Id},0,{row.Side}")]);
}
