using System.Globalization;

namespace ClvActors.Learning.Boosting;

/// <summary>The training parameters, with LightGBM's names, meanings and defaults.</summary>
/// <remarks>
/// Names in messages and in the written model are LightGBM's (<c>num_leaves</c> for <see cref="Leaves"/>), so that a figure can be looked up in
/// its documentation: https://lightgbm.readthedocs.io/en/v4.6.0/Parameters.html. Immutable; any number of threads may read.
/// </remarks>
public sealed record BoostingParameters
{
    /// <summary><c>num_iterations</c>: trees to grow, at least 1. Fewer are grown when no split improves the loss any more.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary><c>learning_rate</c>: factor on every leaf value, above 0.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary><c>num_leaves</c>: most leaves of one tree, 2 to 131,072.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary><c>max_depth</c>: most splits between root and leaf; 0 or less means no limit.</summary>
    public int MaximumDepth { get; init; } = -1;

    /// <summary><c>min_data_in_leaf</c>: fewest rows of a leaf, 0 or more. With sample weights the count is estimated from hessians, as LightGBM does.</summary>
    public int MinimumRowsInLeaf { get; init; } = 20;

    /// <summary><c>min_sum_hessian_in_leaf</c>: least sum of hessians of a leaf, 0 or more.</summary>
    public double MinimumHessianInLeaf { get; init; } = 1e-3;

    /// <summary><c>min_gain_to_split</c>: least loss reduction of a split, 0 or more.</summary>
    public double MinimumGainToSplit { get; init; }

    /// <summary><c>lambda_l1</c>: L1 penalty on leaf values, 0 or more.</summary>
    public double LambdaL1 { get; init; }

    /// <summary><c>lambda_l2</c>: L2 penalty on leaf values, 0 or more.</summary>
    public double LambdaL2 { get; init; }

    /// <summary><c>feature_fraction</c>: share of features drawn anew for each tree, above 0 up to 1.</summary>
    public double FeatureFraction { get; init; } = 1.0;

    /// <summary><c>bagging_fraction</c>: share of rows drawn without replacement, above 0 up to 1.</summary>
    public double BaggingFraction { get; init; } = 1.0;

    /// <summary><c>bagging_freq</c>: iterations between draws of rows; 0 turns bagging off.</summary>
    public int BaggingFrequency { get; init; }

    /// <summary><c>max_bin</c>: most bins of a feature, 2 to 256 (a bin number is kept in one byte).</summary>
    public int MaximumBins { get; init; } = 255;

    /// <summary><c>min_data_in_bin</c>: fewest rows of a bin, at least 1.</summary>
    public int MinimumRowsInBin { get; init; } = 3;

    /// <summary><c>boost_from_average</c>: start from the objective's best constant unless initial scores are given.</summary>
    public bool BoostFromAverage { get; init; } = true;

    /// <summary><c>early_stopping_round</c>: iterations without a better metric on the validation set after which training stops; 0 for never.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary><c>early_stopping_min_delta</c>: a metric is better when it is so by more than this, 0 or more.</summary>
    public double EarlyStoppingMinimumDelta { get; init; }

    /// <summary><c>seed</c>: from which the seeds of binning, bagging and feature sampling are drawn as LightGBM draws them.</summary>
    public int Seed { get; init; }

    internal DerivedSeeds Seeds => DerivedSeeds.From(Seed);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names the parameter and the range.</exception>
    public void Validate()
    {
        Require(Iterations >= 1, "num_iterations", Iterations, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), "learning_rate", LearningRate, "above 0 and finite");
        Require(Leaves is >= 2 and <= 131_072, "num_leaves", Leaves, "from 2 to 131072");
        Require(MinimumRowsInLeaf >= 0, "min_data_in_leaf", MinimumRowsInLeaf, "0 or more");
        RequirePenalty(MinimumHessianInLeaf, "min_sum_hessian_in_leaf");
        RequirePenalty(MinimumGainToSplit, "min_gain_to_split");
        RequirePenalty(LambdaL1, "lambda_l1");
        RequirePenalty(LambdaL2, "lambda_l2");
        Require(FeatureFraction is > 0 and <= 1, "feature_fraction", FeatureFraction, "above 0 and at most 1");
        Require(BaggingFraction is > 0 and <= 1, "bagging_fraction", BaggingFraction, "above 0 and at most 1");
        Require(BaggingFrequency >= 0, "bagging_freq", BaggingFrequency, "0 or more");
        Require(MaximumBins is >= 2 and <= 256, "max_bin", MaximumBins, "from 2 to 256");
        Require(MinimumRowsInBin >= 1, "min_data_in_bin", MinimumRowsInBin, "at least 1");
        Require(EarlyStoppingRounds >= 0, "early_stopping_round", EarlyStoppingRounds, "0 or more");
        RequirePenalty(EarlyStoppingMinimumDelta, "early_stopping_min_delta");
    }

    /// <summary>The parameters as LightGBM's model file lists them, in its order.</summary>
    /// <param name="objective">The objective's name, with parameters of its own left to the objective.</param>
    public IReadOnlyList<KeyValuePair<string, string>> ToModelParameters(string objective)
    {
        DerivedSeeds seeds = Seeds;
        return
        [
            new("boosting", "gbdt"),
            new("objective", objective),
            new("tree_learner", "serial"),
            new("num_iterations", Text(Iterations)),
            new("learning_rate", Text(LearningRate)),
            new("num_leaves", Text(Leaves)),
            new("num_threads", "1"),
            new("seed", Text(Seed)),
            new("deterministic", "1"),
            new("max_depth", Text(MaximumDepth)),
            new("min_data_in_leaf", Text(MinimumRowsInLeaf)),
            new("min_sum_hessian_in_leaf", Text(MinimumHessianInLeaf)),
            new("bagging_fraction", Text(BaggingFraction)),
            new("bagging_freq", Text(BaggingFrequency)),
            new("bagging_seed", Text(seeds.Bagging)),
            new("feature_fraction", Text(FeatureFraction)),
            new("feature_fraction_seed", Text(seeds.FeatureFraction)),
            .. EarlyStoppingRounds == 0 ? [] : EarlyStoppingParameters(),
            new("lambda_l1", Text(LambdaL1)),
            new("lambda_l2", Text(LambdaL2)),
            new("min_gain_to_split", Text(MinimumGainToSplit)),
            new("max_bin", Text(MaximumBins)),
            new("min_data_in_bin", Text(MinimumRowsInBin)),
            new("data_random_seed", Text(seeds.Data)),
            new("use_missing", "1"),
            new("zero_as_missing", "0"),
            new("boost_from_average", BoostFromAverage ? "1" : "0"),
        ];
    }

    private KeyValuePair<string, string>[] EarlyStoppingParameters() =>
    [
        new("early_stopping_round", Text(EarlyStoppingRounds)),
        new("early_stopping_min_delta", Text(EarlyStoppingMinimumDelta)),
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void RequirePenalty(double value, string name) =>
        Require(value >= 0 && double.IsFinite(value), name, value, "0 or more and finite");

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} must be {range}, but is {Text(value)}", name);
        }
    }
}
