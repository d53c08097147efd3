using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Forests;
using ClvActors.Learning.Rivals.Linear;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>The contenders for spend over a horizon, the champion last, and what is searched of each.</summary>
/// <remarks>
/// Features of a row are those of <see cref="FeatureSet.Behaviour"/>. The published baselines have nothing to search: they are what was published. Immutable; safe on any thread.
/// </remarks>
public static class SpendFamilies
{
    private const int ForestTrees = 100;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContenderFamily> All { get; } =
    [
        ContenderFamily.Fixed("mean", new RegressionContender(ContenderNames.NaiveMean, ConstantTrainer.Mean)),
        ContenderFamily.Fixed("btyd", new BuyTillYouDieContender(ContenderNames.BuyTillYouDie, 0)),
        ContenderFamily.Fixed("btyd-penalised", new BuyTillYouDieContender(ContenderNames.PenalisedBuyTillYouDie, 0.01)),
        ContenderFamily.Fixed("reference", new BoostingContender(ContenderNames.ReferenceBoosting, ReferenceParameters.Value, FeatureSet.Reference)),
        new("boosting", ContenderNames.TunedBoosting, TreeRanges(ReferenceParameters.Value), Boosting),
        new("ridge", ContenderNames.Ridge, [Penalty(0.01, 100_000, 100), LogFeatures], Ridge),
        new("lasso", ContenderNames.Lasso, [Penalty(0.0001, 1, 0.01), LogFeatures], Lasso),
        new("forest", ContenderNames.RandomForest, ForestRanges, Forest),
        new("champion", ContenderNames.Champion, [.. TreeRanges(new OffsetBoostingParameters().Trees), .. FadeRanges], Champion),
    ];

    private static ParameterRange LogFeatures => new("log_skewed_features", 0, 1, 1, ParameterScale.Whole);

    private static IReadOnlyList<ParameterRange> ForestRanges =>
    [
        new("feature_share", 0.1, 1, 0.333),
        new("min_data_in_leaf", 1, 40, 5, ParameterScale.WholeLogarithmic),
        new("random_thresholds", 0, 1, 0, ParameterScale.Whole),
    ];

    private static IReadOnlyList<ParameterRange> FadeRanges =>
    [
        new("fade_centre", 5_000, 80_000, new OffsetBoostingParameters().FadeCentre, ParameterScale.Logarithmic),
        new("fade_power", 1, 4, new OffsetBoostingParameters().FadePower),
    ];

    private static ParameterRange Penalty(double low, double high, double standard) => new("penalty", low, high, standard, ParameterScale.Logarithmic);

    private static ParameterRange[] TreeRanges(BoostingParameters standard) =>
    [
        new("num_iterations", 50, 400, standard.Iterations, ParameterScale.WholeLogarithmic),
        new("learning_rate", 0.01, 0.15, standard.LearningRate, ParameterScale.Logarithmic),
        new("num_leaves", 3, 32, standard.Leaves, ParameterScale.WholeLogarithmic),
        new("min_data_in_leaf", 5, 80, standard.MinimumRowsInLeaf, ParameterScale.WholeLogarithmic),
        new("feature_fraction", 0.2, 1, standard.FeatureFraction),
        new("bagging_fraction", 0.4, 1, standard.BaggingFraction),
        new("lambda_l2", 0.01, 30, standard.LambdaL2, ParameterScale.Logarithmic),
    ];

    private static BoostingParameters Trees(IReadOnlyDictionary<string, double> values, BoostingParameters standard) => standard with
    {
        Iterations = (int)values["num_iterations"],
        LearningRate = values["learning_rate"],
        Leaves = (int)values["num_leaves"],
        MinimumRowsInLeaf = (int)values["min_data_in_leaf"],
        FeatureFraction = values["feature_fraction"],
        BaggingFraction = values["bagging_fraction"],
        LambdaL2 = values["lambda_l2"],
    };

    private static BoostingContender Boosting(IReadOnlyDictionary<string, double> values) =>
        new(ContenderNames.TunedBoosting, Trees(values, ReferenceParameters.Value), FeatureSet.Behaviour);

    private static RegressionContender Ridge(IReadOnlyDictionary<string, double> values) => OnLog(
        ContenderNames.Ridge, new RidgeTrainer { Penalty = values["penalty"], LogSkewedFeatures = values["log_skewed_features"] > 0 });

    private static RegressionContender Lasso(IReadOnlyDictionary<string, double> values) => OnLog(
        ContenderNames.Lasso, new LassoTrainer { Penalty = values["penalty"], LogSkewedFeatures = values["log_skewed_features"] > 0 });

    // The kind of forest is searched too: extremely randomised trees see all rows, a random forest's bootstrap samples.
    private static RegressionContender Forest(IReadOnlyDictionary<string, double> values)
    {
        ForestTrainer kind = values["random_thresholds"] > 0 ? ForestTrainer.ExtraTrees : ForestTrainer.RandomForest;
        return OnLog(ContenderNames.RandomForest, kind with
        {
            Trees = ForestTrees,
            FeatureShare = values["feature_share"],
            MinimumRowsInLeaf = (int)values["min_data_in_leaf"],
            MaximumThreads = 1,
        });
    }

    private static ChampionContender Champion(IReadOnlyDictionary<string, double> values)
    {
        OffsetBoostingParameters standard = new();
        return new ChampionContender(standard with
        {
            Trees = Trees(values, standard.Trees),
            FadeCentre = values["fade_centre"],
            FadePower = values["fade_power"],
        });
    }

    private static RegressionContender OnLog(string name, IRegressionTrainer trainer) => new(name, new LogLabelTrainer(trainer));
}
