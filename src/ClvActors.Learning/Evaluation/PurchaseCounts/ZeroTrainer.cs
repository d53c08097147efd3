using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>Predicts that nobody buys: hard to beat by absolute error where most do not, and worthless.</summary>
public sealed record ZeroTrainer : IRegressionTrainer
{
    private ZeroTrainer()
    {
    }

    /// <summary>The one there is.</summary>
    public static ZeroTrainer Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => ContenderNames.AllZeros;

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new ConstantModel(features.Columns, 0);
    }
}
