using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Tests.Boosting;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class ModelBundleTests : IDisposable
{
    private static readonly TrainedBundle Trained = GeneratedShop.Train();

    private readonly TemporaryFolder _temporary = new();

    private string Folder => _temporary.Path("bundle");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Load_WrittenBundle_ScoresAsItsTreesDo()
    {
        BundleWriter.Write(Folder, Trained);

        ModelBundle bundle = ModelBundle.Load(Folder);

        Assert.Equal("test-model", bundle.Id);
        Assert.Equal(150, bundle.HorizonDays);
        Assert.Equal(Folder, bundle.Folder);
        Assert.True(double.IsNaN(bundle.IntervalLevel));
        foreach (FeatureVector features in GeneratedShop.Table.Features)
        {
            Prediction prediction = bundle.Predict(PredictionSource.Model, features.Values);
            double raw = PlainScorer.Score(Trained.Trees[0], [.. features.Values]);
            Assert.Equal(new Prediction { Value = prediction.Value, RawScore = raw }, prediction);
            Assert.Equal(Math.Max(Math.Exp(raw) - 1, 0), prediction.Value, 1e-9);
        }
    }

    [Fact]
    public void Predict_CustomerOutsideTheModel_GivesTheRulesValueAlone()
    {
        ModelBundle bundle = BundleWriter.Write(Folder, Trained);
        double[] features = new double[FeatureSet.Count];
        Prediction coldStart = new() { Value = Trained.Manifest.ColdStart.Value };

        Assert.Equal(coldStart, bundle.Predict(PredictionSource.ColdStart, features));
        Assert.Equal(coldStart, bundle.Predict(PredictionSource.Pending, features));
        Assert.Equal(new Prediction { Value = 0 }, bundle.Predict(PredictionSource.Lapsed, features));
        Assert.Throws<InvalidOperationException>(
            () => bundle.Explain(PredictionSource.ColdStart, features, new double[FeatureSet.Count], new double[FeatureSet.Count + 1]));
    }

    [Fact]
    public void Load_WrittenBundle_GivesBackTheManifest()
    {
        BundleWriter.Write(Folder, Trained);

        BundleManifest read = ModelBundle.Load(Folder).Manifest;

        Assert.Equal(Trained.Manifest.Metrics, read.Metrics);
        Assert.Equal(Trained.Manifest.Deciles, read.Deciles);
        Assert.Equal(Trained.Manifest.Data, read.Data);
        Assert.Equal(Trained.Manifest.Training, read.Training);
        Assert.Equal(Trained.Manifest.Parts[0].Training.Parameters, read.Parts[0].Training.Parameters);
        Assert.Equal(FeatureSet.Reference.Names, read.FeatureDistributions.Select(feature => feature.Name));
        Assert.Equal(Trained.Manifest.FeatureDistributions[2].Quantiles, read.FeatureDistributions[2].Quantiles);
        Assert.True(double.IsNaN(read.BaselineMetrics.Spearman));
    }

    [Fact]
    public void Load_OffsetInManifest_MovesScoresAndTheirBase()
    {
        ModelBundle plain = BundleWriter.Write(Folder, Trained);
        ModelBundle moved = BundleWriter.Write(_temporary.Path("moved"), Trained with { Manifest = Trained.Manifest with { Parts = [Trained.Manifest.Parts[0] with { Offset = new PartOffset(PartOffset.None, 0.5) }] } });
        ReadOnlySpan<double> features = GeneratedShop.Table.Features[0].Values;
        double[] inputs = new double[FeatureSet.Count];
        double[] contributions = new double[FeatureSet.Count + 1];
        double raw = moved.Predict(PredictionSource.Model, features).RawScore;

        moved.Explain(PredictionSource.Model, features, inputs, contributions);

        Assert.Equal(plain.Predict(PredictionSource.Model, features).RawScore + 0.5, raw);
        Assert.Equal(raw, contributions.Sum(), 1e-9);
        Assert.Equal(FeatureSet.Names, moved.InputNames);
        Assert.Equal(features.ToArray(), inputs);
        Assert.NotEqual(plain.Fingerprint, moved.Fingerprint);
    }

    [Fact]
    public void Load_BundleOfTheReferenceSet_BindsByNameAndPassesOverTheOtherFeatures()
    {
        ModelBundle bundle = BundleWriter.Write(Folder, Trained);
        double[] features = [.. GeneratedShop.Table.Features[0].Values];
        double[] contributions = new double[FeatureSet.Count + 1];
        bundle.Explain(PredictionSource.Model, features, new double[FeatureSet.Count], contributions);
        double raw = bundle.Predict(PredictionSource.Model, features).RawScore;
        Array.Fill(features, double.NaN, FeatureSet.Reference.Count, FeatureSet.Count - FeatureSet.Reference.Count);

        Assert.Equal(("rfm-22", 1), (bundle.Manifest.FeatureSet.Name, bundle.Manifest.FeatureSet.Version));
        Assert.Equal(FeatureSet.Reference.Names, bundle.Trees[0].FeatureNames);
        Assert.Equal(raw, bundle.Predict(PredictionSource.Model, features).RawScore);
        Assert.All(contributions[FeatureSet.Reference.Count..FeatureSet.Count], contribution => Assert.Equal(0, contribution));
    }

    [Fact]
    public void Fingerprint_Bundle_IsTheHashOfManifestAndModel()
    {
        ModelBundle bundle = BundleWriter.Write(Folder, Trained);

        byte[] both = [.. File.ReadAllBytes(Path.Combine(Folder, "manifest.json")), .. File.ReadAllBytes(Path.Combine(Folder, "value.txt"))];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(both)), bundle.Fingerprint);
    }

    [Theory]
    [InlineData("horizon_days", null, "the field horizon_days is missing")]
    [InlineData("cold_start.value", null, "the field cold_start.value is missing")]
    [InlineData("data", null, "the field data is missing")]
    [InlineData("horizon_days", "\"soon\"", "the field horizon_days does not hold what it must")]
    [InlineData("horizon_days", "0", "the field horizon_days is 0, expected at least 1")]
    [InlineData("cold_start", "3", "the field cold_start is not an object")]
    [InlineData("cold_start.value", "-1", "the field cold_start.value is -1, expected a finite number of at least 0")]
    [InlineData("cold_start.rule", "\"guess\"", "the field cold_start.rule is 'guess', this build knows 'training_median', 'cold_start_mean'")]
    [InlineData("format_version", "3", "the field format_version is 3, this build reads 1 to 2")]
    [InlineData("parts[0].link", "\"sqrt\"", "the field parts[0].link is 'sqrt', this build knows 'expm1', 'exp'")]
    [InlineData("feature_set.name", "\"rfm-90\"", "the field feature_set.name is 'rfm-90', this build knows 'rfm-22' and 'behaviour'")]
    [InlineData("feature_set.version", "9", "the field feature_set.version is 9, this build computes version 1")]
    [InlineData("cleaning_rules", "\"other\"", "the field cleaning_rules is 'other', this build knows 'online-retail-1'")]
    [InlineData("parts[0].offset.constant", "\"NaN\"", "the field parts[0].offset.constant is not finite")]
    [InlineData("id", "\"../x\"", "the field id is '../x', expected small letters, digits, '-', '_' and '.'")]
    [InlineData("id", "null", "the field id does not hold what it must")]
    [InlineData("parts[0].file", "\"../value.txt\"", "the field parts[0].file is '../value.txt', expected the name of a file in the bundle's folder")]
    [InlineData("recipe", "\"soup\"", "the field recipe is 'soup', this build knows 'champion', 'reference'")]
    [InlineData("parts", "[]", "the field parts has no part with the role 'value'")]
    [InlineData("parts", "3", "the field parts does not hold what it must")]
    [InlineData("parts[0].sha256", null, "the field parts[0].sha256 is missing")]
    [InlineData("parts[0].training.rows", null, "the field parts[0].training.rows is missing")]
    [InlineData("parts[0].role", "\"price\"", "the field parts[0].role is 'price', this build knows 'value', 'value_low', 'value_high', 'cold_start', 'cold_start_low', 'cold_start_high', 'spend_30d', 'purchase_30d'")]
    [InlineData("parts[0].offset.kind", "\"buy_till_you_die\"", "the field parts[0].offset.kind is 'buy_till_you_die', but the field buy_till_you_die is missing")]
    [InlineData("parts[0].offset.fade_centre", "5", "the fields parts[0].offset.fade_centre and _power are 5 and , expected two numbers above 0")]
    [InlineData("parts[0].calibration.kind", "\"guess\"", "the field parts[0].calibration.kind is 'guess', this build knows 'none', 'scale', 'isotonic'")]
    [InlineData("parts[0].calibration.kind", "\"scale\"", "the field parts[0].calibration.factor is , expected a finite number above 0")]
    [InlineData("parts[0].calibration.kind", "\"isotonic\"", "the field parts[0].calibration lacks predictions or probabilities")]
    [InlineData("as_of", "\"yesterday\"", "the field as_of does not hold what it must")]
    public void Load_WrongField_NamesFileAndField(string field, string? json, string message)
    {
        BundleWriter.Write(Folder, Trained);
        string path = Path.Combine(Folder, "manifest.json");
        JsonNode root = JsonNode.Parse(File.ReadAllText(path))!;
        string[] steps = field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        JsonObject parent = steps[..^1].Aggregate(root, (node, step) => step == "0" ? node[0]! : node[step]!).AsObject();
        parent.Remove(steps[^1]);
        if (json is not null)
        {
            parent.Add(steps[^1], JsonNode.Parse(json));
        }

        File.WriteAllText(path, root.ToJsonString());

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => ModelBundle.Load(Folder));
        Assert.Equal($"{path}: {message}", refused.Message);
    }

    [Fact]
    public void Load_MissingOrBrokenFiles_NamesThem()
    {
        BundleWriter.Write(Folder, Trained);
        string manifest = Path.Combine(Folder, "manifest.json");
        string model = Path.Combine(Folder, "value.txt");

        Assert.Equal($"{Path.Combine(Folder, "no", "manifest.json")}: no such file", Message(Path.Combine(Folder, "no")));
        File.AppendAllText(model, " ");
        Assert.StartsWith($"{model}: is not the file that manifest.json describes", Message(Folder), StringComparison.Ordinal);
        File.Delete(model);
        Assert.Equal($"{model}: no such file", Message(Folder));
        File.WriteAllText(manifest, "{\n  \"id\": ");
        Assert.Equal($"{manifest}: is not JSON (line 2)", Message(Folder));
        File.WriteAllText(manifest, "[]");
        Assert.Equal($"{manifest}: is not a JSON object", Message(Folder));

        static string Message(string folder) => Assert.Throws<InvalidDataException>(() => ModelBundle.Load(folder)).Message;
    }

    [Fact]
    public void Load_ModelWithUnknownFeatures_NamesThem()
    {
        BundleWriter.Write(Folder, Trained);
        string model = Path.Combine(Folder, "value.txt");
        string manifest = Path.Combine(Folder, "manifest.json");
        string text = File.ReadAllText(model).Replace("uk_customer", "shoe_size", StringComparison.Ordinal);
        string before = ModelBundle.Load(Folder).Manifest.Parts[0].Sha256;
        File.WriteAllText(model, text);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(model))), StringComparison.Ordinal));

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => ModelBundle.Load(Folder));

        Assert.Equal($"{model}: the model has unknown features: shoe_size", refused.Message);
    }
}
