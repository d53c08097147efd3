using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>The settings of the cold-start parts; the defaults are the champion's.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record ColdStartParameters
{
    /// <summary>Tweedie's variance power, above 1 and below 2.</summary>
    public double VariancePower { get; init; } = 1.5;

    /// <summary>
    /// Labels above this quantile count as it, above 0 and at most 1: one customer in a thousand comes back for a fortune, and would otherwise decide the trees of everyone.
    /// </summary>
    public double LabelCap { get; init; } = 0.99;

    /// <summary>Folds of the cross-validation and of the interval's cross-fitting, at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The trees; the seed is the first of <see cref="Models"/> consecutive ones.</summary>
    public BoostingParameters Trees { get; init; } = new()
    {
        Iterations = 80,
        LearningRate = 0.05,
        Leaves = 4,
        MinimumRowsInLeaf = 40,
        FeatureFraction = 0.5,
        BaggingFraction = 0.7,
        BaggingFrequency = 1,
        LambdaL2 = 1,
        Seed = 1,
    };

    /// <summary>Models with different seeds whose mean is taken, at least 1.</summary>
    public int Models { get; init; } = 1;

    /// <summary>Fewest training customers; with fewer there is no part.</summary>
    public int FewestCustomers => Math.Max(20, 2 * Trees.MinimumRowsInLeaf);
}
