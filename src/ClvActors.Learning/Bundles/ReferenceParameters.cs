using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Bundles;

/// <summary>The parameters of the published reference model, the defaults of training a bundle.</summary>
public static class ReferenceParameters
{
    /// <summary>300 trees of 31 leaves, learning rate 0.05, at least 20 rows a leaf, 0.8 of the features, 0.8 of the rows every 5 trees, L1 and L2 penalties 0.1, seed 42.</summary>
    public static BoostingParameters Value { get; } = new()
    {
        Iterations = 300,
        LearningRate = 0.05,
        Leaves = 31,
        MinimumRowsInLeaf = 20,
        FeatureFraction = 0.8,
        BaggingFraction = 0.8,
        BaggingFrequency = 5,
        LambdaL1 = 0.1,
        LambdaL2 = 0.1,
        Seed = 42,
    };
}
