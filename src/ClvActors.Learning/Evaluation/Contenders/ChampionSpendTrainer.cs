using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>The champion: the value part of a bundle with its interval (<see cref="OffsetBoostingTrainer"/>).</summary>
/// <param name="Parameters">The settings of the value; the seed of the trees is that of the fit.</param>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
public sealed record ChampionSpendTrainer(OffsetBoostingParameters Parameters, int HorizonDays) : IRegressionTrainer, IIntervalTrainer
{
    /// <summary>The settings of the interval; the seed of the trees is that of the fit.</summary>
    public IntervalParameters Intervals { get; init; } = new();

    /// <inheritdoc/>
    public string Name => ContenderNames.Champion;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The rows do not determine a model; one clear line.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default) =>
        new Model(OffsetBoostingTrainer.Train(features, labels, HorizonDays, Seeded(seed), cancellation: cancellation).Model);

    /// <inheritdoc/>
    public IIntervalModel FitIntervals(
        FeatureMatrix features, ReadOnlySpan<double> labels, IRegressor model, int seed, CancellationToken cancellation = default)
    {
        IntervalParameters seeded = Intervals with { Trees = Intervals.Trees with { Seed = seed } };
        OffsetBoostingParameters value = Seeded(seed);
        (TrainedPart low, TrainedPart high, IReadOnlyList<IntervalGroup> groups) =
            IntervalTrainer.Train(features, labels.ToArray(), HorizonDays, value, seeded, FeatureSet.Behaviour, cancellation);
        OffsetStage stage = OffsetStage.Fit(features, HorizonDays, value, cancellation);
        ScoreOffset offset = stage.Offset with { FadeCentre = double.PositiveInfinity, FadePower = 1 };
        return new IntervalModel(
            stage.Derived,
            new TreePart(low.Trees, DerivedInputs.InputNames, PartLink.ExpMinusOne, offset),
            new TreePart(high.Trees, DerivedInputs.InputNames, PartLink.ExpMinusOne, offset),
            new IntervalShifts(groups),
            model,
            Intervals.Level);
    }

    private OffsetBoostingParameters Seeded(int seed) => Parameters with { Trees = Parameters.Trees with { Seed = seed } };

    private sealed class Model(ValueModel model) : IRegressor, IExplainedModel
    {
        public int Features => model.Features;

        public IReadOnlyList<string> InputNames => DerivedInputs.InputNames;

        public TreeEnsemble Trees => model.Trees;

        public double Predict(ReadOnlySpan<double> features) => model.Predict(features);

        public void Explain(ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions) =>
            model.Explain(features, inputs, contributions);
    }

    private sealed class IntervalModel(DerivedInputs derived, TreePart low, TreePart high, IntervalShifts shifts, IRegressor value, double level) : IIntervalModel
    {
        public double Level => level;

        public (double Low, double High) Interval(ReadOnlySpan<double> features)
        {
            Span<double> inputs = stackalloc double[FeatureSet.Count + DerivedInputs.Count];
            derived.WriteInputs(features, inputs);
            return shifts.Apply(low.RawScore(inputs), high.RawScore(inputs), value.Predict(features));
        }
    }
}
