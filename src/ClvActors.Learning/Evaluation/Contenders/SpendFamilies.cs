using System.Globalization;
using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tuning;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>The contenders for spend over a horizon, the champion last, and what is searched of each.</summary>
/// <remarks>
/// Features of a row are those of <see cref="FeatureSet.Behaviour"/>. The published baselines have nothing to search: they are what was published. Immutable; safe on any thread.
/// </remarks>
public static class SpendFamilies
{
    private static readonly OffsetBoostingParameters Champion = new();

    /// <summary>Keys of all contenders.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. For(1).Select(family => family.Key)];

    /// <summary>The contenders.</summary>
    /// <param name="horizonDays">Days that are predicted, at least 1.</param>
    public static IReadOnlyList<ContenderFamily> For(int horizonDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        ContenderFamily[] rivals = [.. ModelFamilies.ForValue.Select(family => new ContenderFamily(family.Name.Replace(' ', '-'), family))];
        return
        [
            .. rivals.Where(family => !family.IsTunable),
            Fixed("btyd", ContenderNames.BuyTillYouDie, new BuyTillYouDieTrainer(0, horizonDays)),
            Fixed("btyd-penalised", ContenderNames.PenalisedBuyTillYouDie, new BuyTillYouDieTrainer(0.01, horizonDays)),
            Fixed("reference", ContenderNames.ReferenceBoosting, new LogBoostingTrainer(ReferenceParameters.Value, FeatureSet.Reference)),
            .. rivals.Where(family => family.IsTunable),
            new("boosting", new ModelFamily(
                ContenderNames.TunedBoosting,
                new SearchSpace(TreeDimensions, Start(ReferenceParameters.Value)),
                trial => new LogBoostingTrainer(Trees(trial, ReferenceParameters.Value), FeatureSet.Behaviour))),
            new("champion", new ModelFamily(
                ContenderNames.Champion,
                new SearchSpace(
                    [.. TreeDimensions, new LogUniformDimension("fade_centre", 5_000, 80_000), new UniformDimension("fade_power", 1, 4)],
                    Start(Champion.Trees, ("fade_centre", Champion.FadeCentre), ("fade_power", Champion.FadePower))),
                trial => new ChampionSpendTrainer(
                    Champion with { Trees = Trees(trial, Champion.Trees), FadeCentre = trial.Number("fade_centre"), FadePower = trial.Number("fade_power") },
                    horizonDays))),
        ];
    }

    private static SearchDimension[] TreeDimensions =>
    [
        new ChoiceDimension("num_iterations", "75", "100", "150", "200", "300", "400"),
        new LogUniformDimension("learning_rate", 0.01, 0.15),
        new ChoiceDimension("num_leaves", "3", "4", "6", "8", "12", "16", "31"),
        new ChoiceDimension("min_data_in_leaf", "5", "10", "20", "40", "80"),
        new UniformDimension("feature_fraction", 0.2, 1),
        new UniformDimension("bagging_fraction", 0.4, 1),
        new LogUniformDimension("lambda_l2", 0.01, 30),
    ];

    private static ContenderFamily Fixed(string key, string name, IRegressionTrainer trainer) =>
        new(key, new ModelFamily(name, new SearchSpace([]), _ => trainer));

    private static TrialParameters Start(BoostingParameters trees, params (string Name, double Value)[] more) => new(
        new (string Name, double Value)[]
        {
            ("num_iterations", trees.Iterations),
            ("learning_rate", trees.LearningRate),
            ("num_leaves", trees.Leaves),
            ("min_data_in_leaf", trees.MinimumRowsInLeaf),
            ("feature_fraction", trees.FeatureFraction),
            ("bagging_fraction", trees.BaggingFraction),
            ("lambda_l2", trees.LambdaL2),
        }.Concat(more).Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ToString("R", CultureInfo.InvariantCulture))));

    private static BoostingParameters Trees(TrialParameters trial, BoostingParameters standard) => standard with
    {
        Iterations = trial.Integer("num_iterations"),
        LearningRate = trial.Number("learning_rate"),
        Leaves = trial.Integer("num_leaves"),
        MinimumRowsInLeaf = trial.Integer("min_data_in_leaf"),
        FeatureFraction = trial.Number("feature_fraction"),
        BaggingFraction = trial.Number("bagging_fraction"),
        LambdaL2 = trial.Number("lambda_l2"),
    };
}
