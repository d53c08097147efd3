using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>The settings of the 30-day parts; the defaults are the champion's.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record ThirtyDayParameters
{
    /// <summary>Most month ends that customers are looked at: a year of them, so that every season counts once.</summary>
    public int MostOrigins { get; init; } = 12;

    /// <summary>Folds of the cross-validation and of the calibration's cross-fitting, at least 2.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Tweedie's variance power of the spend, above 1 and below 2.</summary>
    public double VariancePower { get; init; } = 1.3;

    /// <summary>Most knots of the calibrated probability.</summary>
    public int MostKnots { get; init; } = 40;

    /// <summary>Fewest rows behind a knot.</summary>
    public int FewestRowsPerKnot { get; init; } = 50;

    /// <summary>The trees.</summary>
    public BoostingParameters Trees { get; init; } = new()
    {
        Iterations = 100,
        LearningRate = 0.06,
        Leaves = 8,
        MinimumRowsInLeaf = 50,
        FeatureFraction = 0.5,
        BaggingFraction = 0.7,
        BaggingFrequency = 1,
        LambdaL2 = 1,
        Seed = 1,
    };

    /// <summary>Fewest rows; with fewer there are no parts.</summary>
    public int FewestRows => Math.Max(100, 4 * Trees.MinimumRowsInLeaf);
}
