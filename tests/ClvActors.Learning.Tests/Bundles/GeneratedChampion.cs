using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.Bundles;

/// <summary>A champion bundle of the generated shop with all its parts, trained once.</summary>
internal static class GeneratedChampion
{
    public static readonly ChampionParameters Parameters = new()
    {
        Value = new OffsetBoostingParameters
        {
            Models = 2,
            FadeCentre = 1_000,
            FadeFromDays = 100,
            Trees = new OffsetBoostingParameters().Trees with { Iterations = 20, MinimumRowsInLeaf = 5 },
        },
        Interval = new IntervalParameters { FewestInGroup = 15, Trees = new IntervalParameters().Trees with { Iterations = 15, MinimumRowsInLeaf = 5 } },
        ColdStart = new ColdStartParameters { Trees = new ColdStartParameters().Trees with { Iterations = 10, MinimumRowsInLeaf = 8 } },
        ThirtyDays = new ThirtyDayParameters { FewestRowsPerKnot = 25, Trees = new ThirtyDayParameters().Trees with { Iterations = 10, MinimumRowsInLeaf = 20 } },
    };

    private static readonly Lazy<TrainedBundle> Made = new(() => Train());

    public static TrainedBundle Trained => Made.Value;

    public static TrainingSplit Split { get; } = TrainingSplit.Draw(GeneratedShop.Table, 42);

    public static TrainedBundle Train(ChampionParameters? parameters = null, IProgress<double>? progress = null) => ChampionBundleTrainer.Train(
        GeneratedShop.Lines,
        GeneratedShop.Table,
        Split,
        "test-champion",
        GeneratedShop.Data,
        parameters ?? Parameters,
        progress: progress,
        cancellation: TestContext.Current.CancellationToken);
}
