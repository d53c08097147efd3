using System.Globalization;
using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.ValueModels;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class ShippedBundleTests
{
    private static readonly string Models = FindModels();

    [Theory]
    [InlineData("clv-12m", 374)]
    [InlineData("clv-6m", 183)]
    [InlineData("clv-3m", 92)]
    public void Champion_Loads_WithTheCardOfItsManifest(string id, int horizonDays)
    {
        ModelBundle bundle = ModelBundle.Load(Path.Combine(Models, id));

        Assert.Equal((id, horizonDays, 0.8), (bundle.Id, bundle.HorizonDays, bundle.IntervalLevel));
        Assert.Equal((TrainingRecipe.Champion, FeatureSet.Behaviour.Name), (bundle.Manifest.Recipe, bundle.Manifest.FeatureSet.Name));
        Assert.Equal(PartRole.All.Except([PartRole.ColdStartLow]).Order(), bundle.Manifest.Parts.Select(part => part.Role).Order());
        Assert.All(bundle.Trees, (trees, index) => Assert.Equal(
            File.ReadAllText(Path.Combine(bundle.Folder, bundle.Manifest.Parts[index].File)), LightGbmTextWriter.WriteText(trees)));
        Assert.Equal(File.ReadAllText(Path.Combine(bundle.Folder, "model-card.md")), ModelCard.Render(bundle.Manifest));
    }

    [Fact]
    public void Champion_OfTheYear_KeepsItsPromisesOnHeldOutCustomers()
    {
        BundleManifest manifest = ModelBundle.Load(Path.Combine(Models, "clv-12m")).Manifest;
        BundleQuality quality = manifest.Quality!;

        Assert.InRange(manifest.Metrics.MeanAbsoluteError, 0, 1_100);
        Assert.InRange(manifest.Metrics.RootMeanSquaredError, 0, 2_769);
        Assert.InRange(manifest.Metrics.Spearman, 0.68, 1);
        Assert.InRange(manifest.Metrics.TopDecileLift, 5.55, 10);
        Assert.InRange(quality.Intervals!.All.Coverage, 0.78, 0.82);
        Assert.InRange(quality.ColdStart!.Intervals!.Coverage, 0.78, 0.82);
        Assert.True(quality.ColdStart.Model.MeanAbsoluteError < quality.ColdStart.TrainingMedian.MeanAbsoluteError);
        Assert.True(quality.ColdStart.Model.RootMeanSquaredError < quality.ColdStart.TrainingMedian.RootMeanSquaredError);
        Assert.InRange(quality.ColdStart.Model.Spearman, 0.25, 1);
        Assert.InRange(quality.ThirtyDays!.Active.Purchase.Auc, 0.75, 1);
        ClassificationMetrics all = quality.ThirtyDays.All.Purchase;
        Assert.Equal((double)all.Positives / all.Rows, all.MeanProbability, 0.01);
    }

    [Fact]
    public void Reference_Loads_WithTheFiguresOfItsModel()
    {
        ModelBundle bundle = ModelBundle.Load(Path.Combine(Models, "clv-12m-reference"));

        Assert.Equal(("clv-12m-reference", 374), (bundle.Id, bundle.HorizonDays));
        Assert.Equal(622.13, bundle.Manifest.ColdStart.Value);
        Assert.Equal("1183.25", bundle.Manifest.Metrics.MeanAbsoluteError.ToString("F2", CultureInfo.InvariantCulture));
        Assert.Equal(300, bundle.Trees[0].Trees.Count);
        Assert.Equal(File.ReadAllText(Path.Combine(bundle.Folder, "value.txt")), LightGbmTextWriter.WriteText(bundle.Trees[0]));
        Assert.Equal(File.ReadAllText(Path.Combine(bundle.Folder, "model-card.md")), ModelCard.Render(bundle.Manifest));
    }

    [Fact]
    public void Load_ManifestOfVersion1_ScoresAsItsTreesDoToTheLastBit()
    {
        using TemporaryFolder temporary = new();
        string folder = temporary.Path("clv-12m");
        Directory.CreateDirectory(folder);
        byte[] manifest = File.ReadAllBytes(ApprovedManifest());
        byte[] trees = File.ReadAllBytes(Path.Combine(Models, "clv-12m-reference", "value.txt"));
        File.WriteAllBytes(Path.Combine(folder, "manifest.json"), manifest);
        File.WriteAllBytes(Path.Combine(folder, "model.txt"), trees);

        ModelBundle bundle = ModelBundle.Load(folder);

        Assert.Equal((1, "clv-12m", TrainingRecipe.Reference), (bundle.Manifest.FormatVersion, bundle.Manifest.Id, bundle.Manifest.Recipe));
        Assert.Equal(ModelBundle.HashOf([.. manifest, .. trees]), bundle.Fingerprint);
        Assert.Equal((PartRole.Value, 300, 2252, 42), (bundle.Manifest.Parts[0].Role, bundle.Manifest.Parts[0].Trees, bundle.Manifest.Parts[0].Training.Rows, bundle.Manifest.Parts[0].Training.Seed));
        TreeScorer scorer = new(LightGbmTextReader.Parse(Encoding.UTF8.GetString(trees)));
        foreach (FeatureVector features in GeneratedShop.Table.Features)
        {
            double raw = scorer.Score(features.Values[..FeatureSet.Reference.Count]);
            Assert.Equal(new Prediction { Value = LogTransform.ToValue(raw), RawScore = raw }, bundle.Predict(PredictionSource.Model, features.Values));
        }

        double[] nothing = new double[FeatureSet.Count];
        Assert.Equal(new Prediction { Value = 622.13 }, bundle.Predict(PredictionSource.ColdStart, nothing));
        Assert.Equal(Prediction.Nothing, bundle.Predict(PredictionSource.Lapsed, nothing));
        Assert.Contains("300 boosted trees", ModelCard.Render(bundle.Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ManifestOfVersion1WithAWrongField_NamesItAsItIsThere()
    {
        using TemporaryFolder temporary = new();
        string path = temporary.Path("manifest.json");
        string text = File.ReadAllText(ApprovedManifest());

        Fails("\"transform\": \"expm1\"", "\"transform\": \"sqrt\"", "the field transform is 'sqrt', this build knows 'expm1', 'exp'");
        Fails("\"file\": \"model.txt\"", "\"file\": \"../model.txt\"", "the field model.file is '../model.txt', expected the name of a file in the bundle's folder");
        Fails("\"initial_score_offset\": 0", "\"initial_score_offset\": \"NaN\"", "the field initial_score_offset is not finite");
        Fails("\"horizon_days\": 374,", "", "the field horizon_days is missing");

        void Fails(string right, string wrong, string message)
        {
            File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
            Assert.Equal($"{path}: {message}", Assert.Throws<InvalidDataException>(() => ModelBundle.Load(Path.GetDirectoryName(path)!)).Message);
        }
    }

    [Fact]
    public void Train_ReferenceOnThePublishedSplit_GivesTheShippedTrees()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        TrainingTable table = OnlineRetail.Table;
        (int[] train, int[] test) = OnlineRetail.PublishedSplit();
        TrainingSplit split = TrainingSplit.Given(
            table, [.. train.Select(row => (table.Customers[row], false)), .. test.Select(row => (table.Customers[row], true))], new string('a', 64));

        TrainedBundle trained = BundleTrainer.Train(table, split, ReferenceParameters.Value, "x", GeneratedShop.Data, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllText(Path.Combine(Models, "clv-12m-reference", "value.txt")), LightGbmTextWriter.WriteText(trained.Trees[0]));
    }

    private static string ApprovedManifest([System.Runtime.CompilerServices.CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "Approved", "manifest-version-1.json");

    private static string FindModels()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models");
            if (Directory.Exists(Path.Combine(candidate, "clv-12m")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("models/clv-12m is not in any folder above the tests");
    }
}
