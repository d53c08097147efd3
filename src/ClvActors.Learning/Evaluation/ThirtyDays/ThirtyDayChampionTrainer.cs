using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.Calibration;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.ThirtyDays;

/// <summary>The champion for the next 30 days: the part of a bundle that says it (<see cref="ThirtyDayTrainer"/>), on customers at several month ends.</summary>
/// <remarks>The buy-till-you-die models behind it are fitted to each training customer's newest row with repeat purchases, as a bundle's are to one date.</remarks>
/// <param name="Target">What is predicted.</param>
public sealed record ThirtyDayChampionTrainer(ThirtyDayTarget Target) : IRepeatedCustomersTrainer
{
    // The derived inputs of the 12-month bundle, which the 30-day parts are served with.
    private const int DerivedDays = 365;
    private const int RepeatPurchases = 2;

    private static readonly int Frequency = FeatureSet.IndexOf("frequency");

    /// <summary>The settings; the seed of the trees is that of the fit.</summary>
    public ThirtyDayParameters Parameters { get; init; } = new();

    /// <inheritdoc/>
    public string Name => ContenderNames.Champion;

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default) =>
        Fit(features, labels, Enumerable.Range(0, labels.Length).ToArray(), seed, cancellation);

    /// <inheritdoc/>
    public IRegressor Fit(
        FeatureMatrix features, ReadOnlySpan<double> labels, ReadOnlySpan<int> customers, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.CheckLabels(features, labels);
        OffsetStage stage = OffsetStage.Fit(features.Take(NewestRows(features, customers)), DerivedDays, new OffsetBoostingParameters(), cancellation);
        BoostingParameters trees = Parameters.Trees with { Seed = seed };
        ThirtyDayFit fit = ThirtyDayTrainer.Train(
            new ThirtyDayTable([], features, labels.ToArray(), customers.ToArray()), stage, Parameters with { Trees = trees }, FeatureSet.Behaviour, cancellation)
            ?? throw new InvalidDataException($"{labels.Length} rows, or purchases of all or none of them, are no ground for a model of 30 days");
        return new Model(stage.Derived, Target == ThirtyDayTarget.Spend ? Spend(fit, stage) : Purchase(fit));
    }

    private static int[] NewestRows(FeatureMatrix features, ReadOnlySpan<int> customers)
    {
        Dictionary<int, int> newest = [];
        for (int row = 0; row < customers.Length; row++)
        {
            if (features[row][Frequency] >= RepeatPurchases)
            {
                newest[customers[row]] = row;
            }
        }

        return newest.Count > 0 ? [.. newest.Values.Order()] : throw new InvalidDataException("no customer has repeat purchases");
    }

    private static TreePart Spend(ThirtyDayFit fit, OffsetStage stage) => new(
        fit.Spend.Trees,
        DerivedInputs.InputNames,
        PartLink.Exp,
        stage.Offset with { FadeCentre = double.PositiveInfinity, FadePower = 1 },
        fit.Spend.Part.Offset.Constant,
        fit.Spend.Part.Calibration.Factor ?? 1);

    private static TreePart Purchase(ThirtyDayFit fit)
    {
        PartCalibration calibration = fit.Purchase.Part.Calibration;
        IsotonicCalibrator? isotonic = calibration.Predictions is null ? null : new([.. calibration.Predictions], [.. calibration.Probabilities!]);
        return new TreePart(fit.Purchase.Trees, DerivedInputs.InputNames, PartLink.Sigmoid, calibrator: isotonic);
    }

    private sealed class Model(DerivedInputs derived, TreePart part) : IRegressor
    {
        public int Features => FeatureSet.Count;

        public double Predict(ReadOnlySpan<double> features)
        {
            Span<double> inputs = stackalloc double[FeatureSet.Count + DerivedInputs.Count];
            derived.WriteInputs(features, inputs);
            return part.Predict(inputs);
        }
    }
}
