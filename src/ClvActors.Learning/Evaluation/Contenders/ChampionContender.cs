using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>The champion: boosted trees that correct two buy-till-you-die models (<see cref="OffsetBoostingTrainer"/>).</summary>
/// <param name="Parameters">The settings; the seed of the trees is that of the fit.</param>
public sealed record ChampionContender(OffsetBoostingParameters Parameters) : IContender
{
    /// <inheritdoc/>
    public string Name => ContenderNames.Champion;

    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        OffsetBoostingParameters seeded = Parameters with { Trees = Parameters.Trees with { Seed = seed } };
        return new Model(OffsetBoostingTrainer.Train(rows.Features, rows.Labels, rows.HorizonDays, seeded, cancellation: cancellation).Model);
    }

    private sealed class Model(ValueModel model) : IRegressor, IExplainedModel
    {
        public int Features => model.Features;

        public IReadOnlyList<string> InputNames => DerivedInputs.InputNames;

        public TreeEnsemble Trees => model.Trees;

        public double Predict(ReadOnlySpan<double> features) => model.Predict(features);

        public void Explain(ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions) =>
            model.Explain(features, inputs, contributions);
    }
}
