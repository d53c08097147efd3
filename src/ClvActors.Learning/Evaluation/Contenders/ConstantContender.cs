using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>Predicts one value for everyone, whatever the training rows say.</summary>
/// <param name="Name">Name in tables and documents.</param>
/// <param name="Value">The value, finite.</param>
public sealed record ConstantContender(string Name, double Value) : IContender
{
    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ConstantModel(rows.Features.Columns, Value);
    }
}
