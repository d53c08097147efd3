using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Serialization;

/// <summary>What a prediction says beside value and raw score, on the wire and in storage; NaN where it says nothing.</summary>
/// <remarks>A class, so that what an older program did not write reads as the members' initialisers say and not as 0.</remarks>
[GenerateSerializer, Immutable, Alias("clv.prediction-outputs")]
public sealed class PredictionOutputs
{
    /// <summary>Lower end of the prediction interval.</summary>
    [Id(0)]
    public double IntervalLow { get; init; } = double.NaN;

    /// <summary>Upper end of the prediction interval.</summary>
    [Id(1)]
    public double IntervalHigh { get; init; } = double.NaN;

    /// <summary>Share of outcomes that the interval is made to hold.</summary>
    [Id(2)]
    public double IntervalLevel { get; init; } = double.NaN;

    /// <summary>Probability that the customer will ever buy again.</summary>
    [Id(3)]
    public double ProbabilityAlive { get; init; } = double.NaN;

    /// <summary>Expected purchases within 30 days.</summary>
    [Id(4)]
    public double ExpectedPurchases30 { get; init; } = double.NaN;

    /// <summary>Expected spend within 30 days.</summary>
    [Id(5)]
    public double ExpectedSpend30 { get; init; } = double.NaN;

    /// <summary>Probability of a purchase within 30 days.</summary>
    [Id(6)]
    public double PurchaseProbability30 { get; init; } = double.NaN;

    /// <summary>Expected days to the next purchase.</summary>
    [Id(7)]
    public double DaysToNextPurchase { get; init; } = double.NaN;

    /// <summary>Takes a record's outputs; null when there are none, so that a bundle without them costs no bytes.</summary>
    public static PredictionOutputs? Of(CustomerRecord record)
    {
        Prediction prediction = record.Prediction;
        bool saysMore = prediction != new Prediction { Value = prediction.Value, RawScore = prediction.RawScore };
        return !saysMore && double.IsNaN(record.IntervalLevel)
            ? null
            : new PredictionOutputs
            {
                IntervalLow = prediction.IntervalLow,
                IntervalHigh = prediction.IntervalHigh,
                IntervalLevel = record.IntervalLevel,
                ProbabilityAlive = prediction.ProbabilityAlive,
                ExpectedPurchases30 = prediction.ExpectedPurchases30,
                ExpectedSpend30 = prediction.ExpectedSpend30,
                PurchaseProbability30 = prediction.PurchaseProbability30,
                DaysToNextPurchase = prediction.DaysToNextPurchase,
            };
    }

    /// <summary>The whole prediction again.</summary>
    /// <param name="value">The value that goes with the outputs.</param>
    /// <param name="rawScore">The raw score that does.</param>
    public Prediction ToPrediction(double value, double rawScore) => new()
    {
        Value = value,
        RawScore = rawScore,
        IntervalLow = IntervalLow,
        IntervalHigh = IntervalHigh,
        ProbabilityAlive = ProbabilityAlive,
        ExpectedPurchases30 = ExpectedPurchases30,
        ExpectedSpend30 = ExpectedSpend30,
        PurchaseProbability30 = PurchaseProbability30,
        DaysToNextPurchase = DaysToNextPurchase,
    };
}
