using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>The champion's value part: boosted trees that correct two buy-till-you-die models (<see cref="OffsetBoostingTrainer"/>).</summary>
/// <param name="Parameters">The settings; the seed of the trees is that of the fit.</param>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
public sealed record ChampionTrainer(OffsetBoostingParameters Parameters, int HorizonDays) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => ContenderNames.Champion;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The rows do not determine a model; one clear line.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        OffsetBoostingParameters seeded = Parameters with { Trees = Parameters.Trees with { Seed = seed } };
        return new Model(OffsetBoostingTrainer.Train(features, labels, HorizonDays, seeded, cancellation: cancellation).Model);
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
