using System.Diagnostics.CodeAnalysis;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.ValueModels;

/// <summary>The parts of a bundle, put together: everything that it says of a customer.</summary>
/// <remarks>
/// <para>The inputs of a customer are derived once and shared by all parts. P(alive), the next order and, where no part is trained for them, purchases and spend of
/// the next 30 days come from the buy-till-you-die model of the whole population.</para>
/// <para>Immutable; any number of threads may predict and explain at once, without allocation.</para>
/// </remarks>
public sealed class CompositeModel
{
    private const int Days30 = 30;

    private static readonly int Recency = FeatureSet.IndexOf("recency_days");

    /// <summary>The model of the value; of customers with repeat purchases.</summary>
    public required TreePart Value { get; init; }

    /// <summary>Where derived inputs come from; null for parts over the features alone.</summary>
    public DerivedInputs? Derived { get; init; }

    /// <summary>When everyone buys, by days with purchases; null for a model that says nothing of it.</summary>
    public BgNbdModel? Population { get; init; }

    /// <summary>Raw lower end of the value's interval; null for none.</summary>
    public TreePart? ValueLow { get; init; }

    /// <summary>Raw upper end of the value's interval; null for none.</summary>
    public TreePart? ValueHigh { get; init; }

    /// <summary>How the ends of the value's interval are calibrated; null without intervals.</summary>
    public IntervalShifts? ValueShifts { get; init; }

    /// <summary>The model of cold starts; null for <see cref="ColdStartValue"/>.</summary>
    public TreePart? ColdStart { get; init; }

    /// <summary>Raw lower end of a cold start's interval; null where that is 0.</summary>
    public TreePart? ColdStartLow { get; init; }

    /// <summary>Raw upper end of a cold start's interval; null for none.</summary>
    public TreePart? ColdStartHigh { get; init; }

    /// <summary>How the ends of a cold start's interval are calibrated; null without intervals.</summary>
    public IntervalShifts? ColdStartShifts { get; init; }

    /// <summary>Spend over 30 days; null for the buy-till-you-die models' expectation.</summary>
    public TreePart? Spend30 { get; init; }

    /// <summary>Probability of a purchase within 30 days; null for the buy-till-you-die model's.</summary>
    public TreePart? Purchase30 { get; init; }

    /// <summary>What lapsed customers are worth; null for 0.</summary>
    public LapsedCurve? Lapsed { get; init; }

    /// <summary>What customers are worth that no part scores: cold starts without a part, and those whose purchases all lie ahead.</summary>
    public required double ColdStartValue { get; init; }

    /// <summary>Share of outcomes that the intervals are made to hold; NaN without intervals.</summary>
    public double IntervalLevel { get; init; } = double.NaN;

    /// <summary>Names of a row of inputs.</summary>
    public IReadOnlyList<string> InputNames => Derived is null ? FeatureSet.Names : DerivedInputs.InputNames;

    /// <summary>What the model says of a customer.</summary>
    /// <param name="source">What kind of customer it is.</param>
    /// <param name="features">The whole feature vector; NaN is a missing value.</param>
    public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features) => source switch
    {
        PredictionSource.Model => PredictScored(Value, ValueLow, ValueHigh, ValueShifts, features),
        PredictionSource.ColdStart when ColdStart is not null =>
            PredictScored(ColdStart, ColdStartLow, ColdStartHigh, ColdStartShifts, features),
        PredictionSource.Lapsed => Lapsed is null ? Prediction.Nothing : new Prediction { Value = Lapsed.ValueAt(features[Recency]) },
        _ => new Prediction { Value = ColdStartValue },
    };

    /// <summary>The exact Shapley values behind a raw score.</summary>
    /// <param name="source">What kind of customer it is.</param>
    /// <param name="features">The whole feature vector.</param>
    /// <param name="inputs">Receives one value per name of <see cref="InputNames"/>.</param>
    /// <param name="contributions">Receives one value per input and then the base; their sum is the raw score within 1e-9.</param>
    /// <returns>False when there is no raw score to explain; nothing is written then.</returns>
    public bool TryExplain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        TreePart? part = source switch
        {
            PredictionSource.Model => Value,
            PredictionSource.ColdStart => ColdStart,
            _ => null,
        };
        if (part is null)
        {
            return false;
        }

        WriteInputs(features, inputs);
        part.Explain(inputs, contributions);
        return true;
    }

    private Prediction PredictScored(TreePart part, TreePart? low, TreePart? high, IntervalShifts? shifts, ReadOnlySpan<double> features)
    {
        Span<double> room = stackalloc double[FeatureSet.Count + DerivedInputs.Count];
        Span<double> inputs = room[..InputNames.Count];
        WriteInputs(features, inputs);
        double raw = part.RawScore(inputs);
        double value = part.ToPrediction(raw);
        (double intervalLow, double intervalHigh) = shifts is null || high is null
            ? (double.NaN, double.NaN)
            : shifts.Apply(low is null ? double.NaN : low.RawScore(inputs), high.RawScore(inputs), value);
        Prediction prediction = new() { Value = value, RawScore = raw, IntervalLow = intervalLow, IntervalHigh = intervalHigh };
        return Population is null ? prediction : WithPurchases(prediction, Population, inputs);
    }

    private Prediction WithPurchases(Prediction prediction, BgNbdModel population, ReadOnlySpan<double> inputs)
    {
        bool isKnown = DerivedInputs.TrySummariseDays(inputs, out PurchaseSummary customer);
        double probability = Purchase30 is not null ? Purchase30.Predict(inputs)
            : isKnown ? population.ProbabilityOfPurchase(customer.Frequency, customer.Recency, customer.Age, Days30) : double.NaN;
        double purchases = isKnown ? population.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, Days30) : double.NaN;
        double spend = Spend30 is not null ? Spend30.Predict(inputs)
            : isKnown && Derived is not null ? purchases * Derived.PurchaseDays.ExpectedSpend(customer) : double.NaN;
        return prediction with
        {
            ProbabilityAlive = isKnown ? population.ProbabilityAlive(customer.Frequency, customer.Recency, customer.Age) : double.NaN,

            // The two come from different models; a mean below the chance of at least one would contradict itself.
            ExpectedPurchases30 = probability > purchases ? probability : purchases,
            ExpectedSpend30 = spend,
            PurchaseProbability30 = probability,
            DaysToNextPurchase = isKnown
                ? population.TimeToNextPurchase(customer.Frequency, customer.Recency, customer.Age) ?? double.NaN
                : double.NaN,
        };
    }

    private void WriteInputs(ReadOnlySpan<double> features, Span<double> inputs)
    {
        if (Derived is not null)
        {
            Derived.WriteInputs(features, inputs);
            return;
        }

        if (features.Length != inputs.Length)
        {
            ThrowLength(features.Length);
        }

        features.CopyTo(inputs);
    }

    [DoesNotReturn]
    private static void ThrowLength(int length) => throw new ArgumentException($"the row has {length} features, expected {FeatureSet.Count}");
}
