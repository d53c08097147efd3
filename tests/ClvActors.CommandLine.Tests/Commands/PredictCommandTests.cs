using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class PredictCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("predictions.csv");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Predict_Bundle_GivesItsScoresValuesAndContributions()
    {
        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", shop.Features, "--out", Out, "--contributions")).Succeeded();

        ModelBundle bundle = ModelBundle.Load(shop.Bundle);
        CsvFile features = CsvFile.Read(shop.Features);
        CsvFile written = CsvFile.Read(Out);
        Assert.Equal(["customer_id", "raw", "prediction", .. FeatureSet.Reference.Names, "bias"], written.Header);
        Assert.Equal(features.Texts("customer_id"), written.Texts("customer_id"));
        double[][] columns = [.. FeatureSet.Reference.Names.Select(features.Numbers)];
        double[][] contributions = [.. FeatureSet.Reference.Names.Append("bias").Select(written.Numbers)];
        double[] raw = written.Numbers("raw");
        double[] prediction = written.Numbers("prediction");
        for (int row = 0; row < features.Rows; row++)
        {
            Domain.Scoring.Prediction expected = bundle.Predict(PredictionSource.Model, [.. columns.Select(column => column[row]), .. new double[FeatureSet.Count - FeatureSet.Reference.Count]]);
            Assert.Equal((expected.RawScore, expected.Value), (raw[row], prediction[row]));
            Assert.Equal(raw[row], contributions.Sum(column => column[row]), 1e-9);
        }
    }

    [Fact]
    public async Task Predict_ColumnsInAnotherOrderWithOthersBetween_GivesTheSame()
    {
        string[][] rows = [.. File.ReadLines(shop.Features).Select(line => line.Split(','))];
        string shuffled = _temporary.Write("shuffled.csv", [.. rows.Select((row, at) => string.Join(',', row.Reverse().Append(at == 0 ? "remark" : "x")))]);

        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", shop.Features, "--out", Out)).Succeeded();
        (await CommandRun.Of("predict", "--model", Path.Combine(shop.Bundle, "manifest.json"), "--features", shuffled, "--out", _temporary.Path("again.csv"))).Succeeded();

        Assert.Equal(File.ReadAllText(Out), File.ReadAllText(_temporary.Path("again.csv")));
    }

    [Fact]
    public async Task Predict_BundleOfTheReferenceSet_TakesATableOfAllFeatures()
    {
        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", shop.Features, "--out", Out)).Succeeded();
        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", shop.BehaviourFeatures, "--out", _temporary.Path("again.csv"))).Succeeded();

        Assert.Equal(File.ReadAllText(Out), File.ReadAllText(_temporary.Path("again.csv")));
    }

    [Fact]
    public async Task Predict_BundleOfAllFeatures_NeedsAllOfThem()
    {
        string bundle = _temporary.Path("behaviour");
        (await CommandRun.Of(shop.TrainArguments(bundle, "--set", "behaviour"))).Succeeded();

        (await CommandRun.Of("predict", "--model", bundle, "--features", shop.BehaviourFeatures, "--out", Out, "--contributions")).Succeeded();
        CommandRun tooFew = await CommandRun.Of("predict", "--model", bundle, "--features", shop.Features, "--out", Out);

        Assert.Equal(["customer_id", "raw", "prediction", .. FeatureSet.Names, "bias"], CsvFile.Read(Out).Header);
        tooFew.Failed(ExitCodes.WrongInput, $"{shop.Features}: the header lacks the columns {string.Join(", ", FeatureSet.Names.Skip(22))}");
        ModelBundle loaded = ModelBundle.Load(bundle);
        Assert.Equal(("behaviour", 1), (loaded.Manifest.FeatureSet.Name, loaded.Manifest.FeatureSet.Version));
        Assert.Equal(FeatureSet.Names, loaded.Manifest.FeatureDistributions.Select(feature => feature.Name));
    }

    [Fact]
    public async Task Predict_BundleOfSeveralParts_ScoresAsItDoesAndExplainsDerivedInputs()
    {
        string folder = _temporary.Path("champion");
        (await CommandRun.Of(
            "train", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--horizon-days", "150", "--num-iterations", "10", "--min-data-in-leaf", "5", "--out", folder)).Succeeded();

        (await CommandRun.Of("predict", "--model", folder, "--features", shop.BehaviourFeatures, "--out", Out, "--contributions")).Succeeded();

        ModelBundle bundle = ModelBundle.Load(folder);
        CsvFile features = CsvFile.Read(shop.BehaviourFeatures);
        CsvFile written = CsvFile.Read(Out);
        Assert.Equal(["customer_id", "raw", "prediction", .. bundle.InputNames, "bias"], written.Header);
        double[][] columns = [.. FeatureSet.Names.Select(features.Numbers)];
        double[][] contributions = [.. bundle.InputNames.Append("bias").Select(written.Numbers)];
        double[] raw = written.Numbers("raw");
        double[] prediction = written.Numbers("prediction");
        for (int row = 0; row < features.Rows; row++)
        {
            double[] vector = [.. columns.Select(column => column[row])];
            PredictionSource source = bundle.Model.ColdStart is not null && vector[1] < 2 ? PredictionSource.ColdStart : PredictionSource.Model;
            Domain.Scoring.Prediction expected = bundle.Predict(source, vector);
            Assert.Equal((expected.RawScore, expected.Value), (raw[row], prediction[row]));
            Assert.Equal(raw[row], contributions.Sum(column => column[row]), 1e-9);
        }
    }

    [Fact]
    public async Task Predict_ModelFile_PredictsItsRawScoreAndNumbersRowsWithoutIds()
    {
        string model = Path.Combine(shop.Bundle, "value.txt");
        string unnamed = _temporary.Write("unnamed.csv", [.. File.ReadLines(shop.Features).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..])]);

        (await CommandRun.Of("predict", "--model", model, "--features", unnamed, "--out", Out)).Succeeded();

        CsvFile written = CsvFile.Read(Out);
        Assert.Equal(written.Texts("raw"), written.Texts("prediction"));
        Assert.Equal(Enumerable.Range(1, written.Rows).Select(row => $"{row}"), written.Texts("customer_id"));
    }

    [Fact]
    public async Task Predict_EmptyFields_AreMissingValues()
    {
        string header = File.ReadLines(shop.Features).First();
        string table = _temporary.Write("gaps.csv", header, "1" + new string(',', FeatureSet.Reference.Count), "2" + string.Concat(Enumerable.Repeat(",nan", FeatureSet.Reference.Count)));

        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", table, "--out", Out)).Succeeded();

        double[] missing = new double[FeatureSet.Count];
        Array.Fill(missing, double.NaN);
        double expected = ModelBundle.Load(shop.Bundle).Predict(PredictionSource.Model, missing).RawScore;
        Assert.Equal([expected, expected], CsvFile.Read(Out).Numbers("raw"));
    }

    [Fact]
    public async Task Predict_WrongTable_IsToldInOneLine()
    {
        string[] good = [.. File.ReadLines(shop.Features).Take(3)];
        string table = _temporary.Path("table.csv");

        await Fails(["customer_id,frequency", "1,2"], $"{table}: the header lacks the columns {string.Join(", ", FeatureSet.Reference.Names.Where(name => name != "frequency"))}");
        await Fails([good[0], good[1], "7,1,2"], $"{table}, line 3: has 3 fields, expected {FeatureSet.Reference.Count + 1}");
        await Fails([good[0], "7,soon" + new string(',', FeatureSet.Reference.Count - 1)], $"{table}, line 2: column recency_days: 'soon' is not a finite number");
        await Fails([good[0], "7,inf" + new string(',', FeatureSet.Reference.Count - 1)], $"{table}, line 2: column recency_days: 'inf' is not a finite number");
        await Fails([good[0], "7,1e999" + new string(',', FeatureSet.Reference.Count - 1)], $"{table}, line 2: column recency_days: '1e999' is not a finite number");
        await Fails([good[0] + ",frequency", "1"], $"{table}: the header names the column frequency twice");
        await Fails([good[0], "\"7" + new string(',', FeatureSet.Reference.Count)], $"{table}, line 2: has a stray quote, or one that is never closed");
        File.WriteAllText(table, "");
        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", table, "--out", Out)).Failed(ExitCodes.WrongInput, $"{table}: is empty, expected a header");
        File.Delete(table);
        (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", table, "--out", Out)).Failed(ExitCodes.WrongInput, $"{table}: no such file");
        Assert.Empty(_temporary.Entries());

        async Task Fails(string[] lines, string message)
        {
            _temporary.Write("table.csv", lines);
            (await CommandRun.Of("predict", "--model", shop.Bundle, "--features", table, "--out", Out)).Failed(ExitCodes.WrongInput, message);
            Assert.False(File.Exists(Out));
        }
    }

    [Fact]
    public async Task Predict_WrongModel_IsToldInOneLine()
    {
        string text = File.ReadAllText(Path.Combine(shop.Bundle, "value.txt"));
        string other = _temporary.Path("other.txt");
        string empty = _temporary.Path("folder");
        Directory.CreateDirectory(empty);

        await Fails(_temporary.Path("no.txt"), $"{_temporary.Path("no.txt")}: no such file or folder");
        await Fails(empty, $"{Path.Combine(empty, "manifest.json")}: no such file");
        File.WriteAllText(other, text.Replace("objective=regression", "objective=multiclass num_class:1", StringComparison.Ordinal));
        await Fails(other, $"{other}: the objective 'multiclass num_class:1' is not supported");
        File.WriteAllText(other, text.Replace("uk_customer", "shoe_size", StringComparison.Ordinal));
        await Fails(other, $"{shop.Features}: the header lacks the column shoe_size");
        File.WriteAllText(other, text[..(text.Length / 2)]);
        CommandRun cut = await CommandRun.Of("predict", "--model", other, "--features", shop.Features, "--out", Out);
        Assert.Equal(ExitCodes.WrongInput, cut.Code);
        Assert.StartsWith($"clv: {other}: ", cut.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));

        async Task Fails(string model, string message) =>
            (await CommandRun.Of("predict", "--model", model, "--features", shop.Features, "--out", Out)).Failed(ExitCodes.WrongInput, message);
    }

    [Theory]
    [InlineData("lightgbm_reference.txt", "test_matrix.csv", "lightgbm_reference_predictions.csv", "raw_log", "lightgbm_reference_contributions.csv")]
    [InlineData("missing_categorical.txt", "missing_categorical_features.csv", "missing_categorical_expected.csv", "raw", "missing_categorical_contributions.csv")]
    public async Task Predict_GoldenModel_EqualsLightGbm(string model, string features, string predictions, string rawColumn, string contributions)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        (await CommandRun.Of("predict", "--model", ReferenceData.Golden(model), "--features", ReferenceData.Golden(features), "--out", Out, "--contributions")).Succeeded();

        CsvFile written = CsvFile.Read(Out);
        double[] raw = written.Numbers("raw");
        double[] expected = CsvFile.Read(ReferenceData.Golden(predictions)).Numbers(rawColumn);
        Assert.Equal(expected.Length, raw.Length);
        Assert.All(expected, (value, row) => Assert.InRange(Math.Abs(raw[row] - value), 0, 1e-12 * Math.Abs(value)));
        Assert.Equal(written.Texts("raw"), written.Texts("prediction"));
        CsvFile explained = CsvFile.Read(ReferenceData.Golden(contributions));
        foreach (string name in explained.Header.Skip(1))
        {
            double[] values = written.Numbers(name);
            Assert.All(explained.Numbers(name), (value, row) => Assert.InRange(Math.Abs(values[row] - value), 0, 1e-9));
        }
    }
}
