using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>A manifest of the first format: one model of the value, nothing else.</summary>
internal sealed record ManifestVersion1
{
    public required int FormatVersion { get; init; }

    public required string Id { get; init; }

    public required string CreatedBy { get; init; }

    public required ModelFile Model { get; init; }

    public required BundleFeatureSet FeatureSet { get; init; }

    public required string Transform { get; init; }

    public required double InitialScoreOffset { get; init; }

    public required int HorizonDays { get; init; }

    public required ColdStartRule ColdStart { get; init; }

    public required string CleaningRules { get; init; }

    public required DateOnly AsOf { get; init; }

    public required DataFingerprint Data { get; init; }

    public required TrainingOfModel Training { get; init; }

    public required RegressionMetrics Metrics { get; init; }

    public required RegressionMetrics BaselineMetrics { get; init; }

    public required IReadOnlyList<Decile> Deciles { get; init; }

    public required IReadOnlyList<FeatureDistribution> FeatureDistributions { get; init; }

    /// <summary>The same bundle in today's terms.</summary>
    public BundleManifest Upgrade() => new()
    {
        FormatVersion = FormatVersion,
        Id = Id,
        CreatedBy = CreatedBy,
        Recipe = TrainingRecipe.Reference,
        Parts =
        [
            new BundlePart(
                PartRole.Value,
                Model.File,
                Model.Format,
                Model.Sha256,
                Model.Trees,
                Training.Parameters.GetValueOrDefault("objective", ""),
                Transform,
                new PartOffset(PartOffset.None, InitialScoreOffset),
                new PartCalibration(PartCalibration.None),
                new PartTraining(Training.TrainCustomers, 1, Training.Seed, Training.Parameters)),
        ],
        FeatureSet = FeatureSet,
        HorizonDays = HorizonDays,
        ColdStart = ColdStart,
        CleaningRules = CleaningRules,
        AsOf = AsOf,
        Data = Data,
        Training = new TrainingRecord(Training.TrainCustomers, Training.TestCustomers, Training.Split),
        Metrics = Metrics,
        BaselineMetrics = BaselineMetrics,
        Deciles = Deciles,
        FeatureDistributions = FeatureDistributions,
    };

    internal sealed record ModelFile(string File, string Format, string Sha256, int Trees);

    internal sealed record TrainingOfModel(
        int TrainCustomers, int TestCustomers, SplitRecord Split, int Seed, IReadOnlyDictionary<string, string> Parameters);
}
