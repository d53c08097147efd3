using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A family of <see cref="Rivals"/> on all features.</summary>
/// <param name="Name">Name in tables and documents.</param>
/// <param name="Trainer">The family with its settings.</param>
public sealed record RegressionContender(string Name, IRegressionTrainer Trainer) : IContender
{
    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Trainer.Fit(rows.Features, rows.Labels, seed, cancellation);
    }
}
