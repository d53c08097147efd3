using System.Globalization;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class EvaluateCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("evaluation");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Evaluate_GivenAndDrawnSplits_PrintsTheTablesAndWritesTheDocument()
    {
        string published = WriteSplits("published.csv", ["partition"], (_, at) => [at % 5 == 0 ? "test" : "train"]);
        string repeated = WriteSplits("repeated.csv", ["a", "b"], (_, at) => [at % 4 == 0 ? "test" : "train", at % 4 == 1 ? "test" : at % 40 == 2 ? "" : "train"]);

        CommandRun run = (await CommandRun.Of(Arguments("--splits", published, "--splits", repeated, "--draw-splits", "2", "--folds", "2"))).Succeeded();

        EvaluationDocument document = Document();
        Assert.Equal(
            ["published", "a", "b", "mean of 2 splits", "drawn_0", "drawn_1", "mean of 2 drawn splits", "fold_0", "fold_1", "mean of 2 folds"],
            document.Rows.Select(row => row.Split).Distinct());
        Assert.Equal(["naive mean", "ridge", "champion"], document.Rows.Select(row => row.Model).Distinct());
        Assert.Equal((EvaluationKinds.Spend, 150, "shop.csv"), (document.Kind, document.HorizonDays, document.Data.File));
        Assert.StartsWith("clv evaluate --data ", document.Command, StringComparison.Ordinal);
        Assert.NotEmpty(document.Importance);
        double mae = document.Rows.First(row => row.Model == "champion" && row.Split == "mean of 2 splits").Metrics["mae"]!.Value;
        Assert.Matches($@"\| champion +\| +{mae.ToString("F1", CultureInfo.InvariantCulture)} \|", run.Output);
        Assert.Contains("| mean of 2 splits: champion minus ..., 95 % intervals |", run.Output, StringComparison.Ordinal);
        Assert.Contains("note: champion has its standard parameters, nothing was searched", run.Output, StringComparison.Ordinal);
        Assert.Equal(["evaluation.html", "evaluation.json", "evaluation.md"], Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Evaluate_SameArguments_GivesTheSameBytes()
    {
        (await CommandRun.Of(Arguments("--folds", "0", "--threads", "1"))).Succeeded();
        string first = Comparable();
        (await CommandRun.Of(Arguments("--folds", "0", "--threads", "2"))).Succeeded();

        Assert.Equal(first, Comparable());

        string Comparable() => File.ReadAllText(Path.Combine(Out, "evaluation.json")).Replace("--threads 2", "--threads 1", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Origins_TrainsBeforeEachAndTellsWhatIsLeftOut()
    {
        CommandRun run = (await CommandRun.Of(Arguments("--horizon-days", "60", "--folds", "0", "--origins", "2020-11-15,2021-03-31,2021-05-31"))).Succeeded();

        EvaluationDocument document = Document();
        Assert.Equal(["origin 2020-11-15", "origin 2021-03-31", "mean of 2 origins"], document.Rows.Select(row => row.Split).Distinct());
        Assert.Contains("note: origin 2021-05-31 is left out: it needs data from before 2021-04-01 to 2021-07-30", run.Output, StringComparison.Ordinal);
        Assert.Contains("at each origin D models are trained as of D - 60 days", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_NextThirtyDays_JudgesProbabilitiesAtEachOrigin()
    {
        CommandRun run = (await CommandRun.Of(
            "evaluate", "--data", shop.Data, "--next-30-days", "purchase", "--origins", "2021-04-30,2021-05-31,2021-06-15", "--models", "naive-share,logistic,champion", "--resamples", "100", "--out", Out)).Succeeded();

        EvaluationDocument document = Document();
        Assert.Equal((EvaluationKinds.Probability, 30), (document.Kind, document.HorizonDays));
        Assert.Equal(["origin 2021-04-30", "origin 2021-05-31", "mean of 2 origins"], document.Rows.Select(row => row.Split).Distinct());
        Assert.Matches(@"\| mean of 2 origins \(\d+ test customers\) \| log-loss \|  Brier \|    AUC \|", run.Output);
        Assert.Contains("note: origin 2021-06-15 is left out: its 30 days end on 2021-07-15", run.Output, StringComparison.Ordinal);
        CommandRun none = await CommandRun.Of("evaluate", "--data", shop.Data, "--next-30-days", "spend", "--origins", "2021-06-15", "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, none.Code);
        Assert.Contains("none of the origins can be judged", none.Error, StringComparison.Ordinal);
        CommandRun noOrigins = await CommandRun.Of("evaluate", "--data", shop.Data, "--next-30-days", "spend", "--out", Out);
        noOrigins.Failed(ExitCodes.WrongArguments, "--next-30-days needs --origins. See clv evaluate --help.");
    }

    [Fact]
    public async Task Evaluate_Trials_SearchesOnceAndReusesTheParameters()
    {
        (await CommandRun.Of(Arguments("--folds", "0", "--trials", "2"))).Succeeded();
        EvaluationDocument searched = Document();
        string parameters = Path.Combine(Out, "parameters.json");

        CommandRun reused = (await CommandRun.Of(Arguments("--folds", "0", "--parameters", parameters))).Succeeded();

        EvaluationDocument document = Document();
        Assert.Equal(["ridge", "champion"], searched.Tuning.Select(summary => summary.Model));
        Assert.Equal(searched.Rows.SelectMany(row => row.Metrics.Values), document.Rows.SelectMany(row => row.Metrics.Values));
        Assert.Equal(searched.Tuning.Select(summary => summary.BestLoss), document.Tuning.Select(summary => summary.BestLoss));
        Assert.Contains("parameters were searched on", reused.Output, StringComparison.Ordinal);
        Assert.Equal(["champion.jsonl", "champion.jsonl.csv", "ridge.jsonl", "ridge.jsonl.csv"], Directory.EnumerateFiles(Path.Combine(Out, "trials")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Evaluate_CustomerWithoutEnoughPurchases_IsLeftOutWithANote()
    {
        CsvFile features = CsvFile.Read(shop.Features);
        double[] frequency = features.Numbers("frequency");
        string oneTime = features.Texts("customer_id").Where((_, row) => frequency[row] < 2).First();
        string split = WriteSplits("split.csv", ["partition"], (_, at) => [at % 4 == 0 ? "test" : "train"], oneTime);

        CommandRun run = (await CommandRun.Of(Arguments("--folds", "0", "--splits", split))).Succeeded();

        Assert.Contains($"note: split.csv names 1 customer without 2 kept purchases in the window, left out: {oneTime}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WrongSplits_AreToldInOneLine()
    {
        string[] one = ["partition"];
        string split = WriteSplits("split.csv", one, (_, at) => [at % 4 == 0 ? "test" : "train"], "99999", "nobody");
        await Fails(split, $"{split}: names 2 customers that the data does not have: 99999, nobody");
        split = WriteSplits("split.csv", one, (_, _) => ["train"]);
        await Fails(split, $"{split}: published has no test customers");
        split = WriteSplits("split.csv", ["a", "b"], (_, at) => ["train", at < 8 ? "test" : "train"]);
        await Fails(split, $"{split}: a has no test customers");
        split = WriteSplits("split.csv", ["b"], (_, at) => [at < 8 ? "test" : "train"]);
        await Fails(split, $"{split}: b: has 8 test customers, an evaluation needs at least 10");
        split = WriteSplits("split.csv", one, (_, at) => [at == 3 ? "validate" : "train"]);
        await Fails(split, $"{split}, line 5: partition is 'validate', expected train, test or nothing");
        split = _temporary.Write("split.csv", "customer_id", "1");
        await Fails(split, $"{split}: has no column of a split beside customer_id");
        string few = WriteSplits("split.csv", one, (_, at) => [at % 4 == 0 ? "test" : "train"]);
        CommandRun late = await CommandRun.Of("evaluate", "--data", shop.Data, "--as-of", "2020-09-30", "--horizon-days", "60", "--splits", few, "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, late.Code);
        Assert.Contains("was it made for another date?", late.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));

        async Task Fails(string path, string message) =>
            (await CommandRun.Of(Arguments("--splits", path))).Failed(ExitCodes.WrongInput, message);
    }

    [Fact]
    public async Task Evaluate_TooLittleData_IsToldInOneLine()
    {
        string small = _temporary.Path("small.csv");
        (await CommandRun.Of("generate", "--customers", "30", "--from", "2020-01-01", "--to", "2021-06-30", "--out", small)).Succeeded();

        CommandRun few = await CommandRun.Of("evaluate", "--data", small, "--as-of", GeneratedShop.AsOf, "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, few.Code);
        Assert.Matches(@"^clv: there are \d+ customers with enough purchases in the window of 2020-12-31, an evaluation needs at least 60\r?\n$", few.Error);
        CommandRun late = await CommandRun.Of("evaluate", "--data", shop.Data, "--as-of", "2021-07-31", "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, late.Code);
        Assert.Contains("there is no spend after 2021-07-31 to learn from", late.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Evaluate_WrongArguments_AreToldInOneLine()
    {
        await Fails("--data or --cdnow is needed. See clv evaluate --help.", "--out", Out);
        await Fails("--data needs --as-of. See clv evaluate --help.", "--data", shop.Data, "--out", Out);
        await Fails("--data and --cdnow exclude each other. See clv evaluate --help.", "--data", shop.Data, "--cdnow", shop.Data, "--out", Out);
        await Fails("--models: 'oracle' is none of naive-mean", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--models", "ridge,oracle", "--out", Out);
        await Fails("--origins: '2021-13-01' is not a date like 2010-11-30.", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--origins", "2021-01-01,2021-13-01", "--out", Out);
        await Fails("--folds: a cross-validation has at least 2 folds, or 0 for none.", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--folds", "1", "--out", Out);

        async Task Fails(string message, params string[] arguments)
        {
            CommandRun run = await CommandRun.Of(["evaluate", .. arguments]);
            Assert.Equal(ExitCodes.WrongArguments, run.Code);
            Assert.StartsWith($"clv: {message}", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Evaluate_WrongParameters_AreToldInOneLine()
    {
        await Fails(_temporary.Path("no.json"), "no such file");
        string path = _temporary.Write("p.json", "{\"format_version\": 2, \"models\": {}}");
        await Fails(path, "is of format version 2, this build reads 1");
        path = _temporary.Write("p.json", "[]");
        await Fails(path, "is not a file of parameters");
        Assert.False(Directory.Exists(Out));

        async Task Fails(string file, string message)
        {
            CommandRun run = await CommandRun.Of(Arguments("--parameters", file));
            Assert.Equal(ExitCodes.WrongInput, run.Code);
            Assert.StartsWith($"clv: {file}: {message}", run.Error, StringComparison.Ordinal);
        }
    }

    private string[] Arguments(params string[] more) =>
    [
        "evaluate", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, .. more.Contains("--horizon-days") ? Array.Empty<string>() : ["--horizon-days", "150"],
        "--models", "naive-mean,ridge,champion", "--resamples", "100", "--out", Out, .. more,
    ];

    private EvaluationDocument Document() => EvaluationJson.Read(File.ReadAllBytes(Path.Combine(Out, "evaluation.json")));

    private string WriteSplits(string name, string[] columns, Func<string, int, string[]> sides, params string[] strangers)
    {
        CsvFile features = CsvFile.Read(shop.Features);
        double[] frequency = features.Numbers("frequency");
        string[] repeats = [.. features.Texts("customer_id").Where((_, row) => frequency[row] >= 2)];
        return _temporary.Write(
            name,
            [
                $"customer_id,{string.Join(',', columns)}",
                .. repeats.Select((id, at) => $"{id},{string.Join(',', sides(id, at))}"),
                .. strangers.Select(id => $"{id},{string.Join(',', columns.Select(_ => "train"))}"),
            ]);
    }
}
