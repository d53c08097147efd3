namespace ClvActors.Domain.Scoring;

/// <summary>What a model says of one customer.</summary>
/// <remarks>
/// NaN stands for "this model does not say": such an output is absent from every answer, never null and never a guess. Every output but
/// <see cref="Value"/> is NaN unless it is set; money is in whole units of currency. Equality takes NaN for equal to NaN. Immutable; safe on any thread.
/// </remarks>
public readonly record struct Prediction()
{
    private const int LongestWaitDays = 3650;

    /// <summary>What a model says of customers that it does not cover: a value of 0 and nothing else.</summary>
    public static Prediction Nothing { get; } = new() { Value = 0 };

    /// <summary>Predicted spend over the model's horizon; at least 0, never NaN.</summary>
    public required double Value { get; init; }

    /// <summary>The score that an explanation decomposes, in the model's own units; NaN where there is nothing to explain.</summary>
    public double RawScore { get; init; } = double.NaN;

    /// <summary>Lower end of the prediction interval of the spend over the horizon; 0 to <see cref="IntervalHigh"/>, or NaN.</summary>
    public double IntervalLow { get; init; } = double.NaN;

    /// <summary>Upper end of the prediction interval of the spend over the horizon, or NaN.</summary>
    public double IntervalHigh { get; init; } = double.NaN;

    /// <summary>Probability that the customer will ever buy again; 0 to 1, or NaN.</summary>
    public double ProbabilityAlive { get; init; } = double.NaN;

    /// <summary>Expected purchases within 30 days of the as-of date; at least 0, or NaN.</summary>
    public double ExpectedPurchases30 { get; init; } = double.NaN;

    /// <summary>Expected spend within 30 days of the as-of date; at least 0, or NaN.</summary>
    public double ExpectedSpend30 { get; init; } = double.NaN;

    /// <summary>Probability of a purchase within 30 days of the as-of date; 0 to 1, or NaN.</summary>
    public double PurchaseProbability30 { get; init; } = double.NaN;

    /// <summary>Expected days from the as-of date to the next purchase; at least 0, or NaN.</summary>
    public double DaysToNextPurchase { get; init; } = double.NaN;

    /// <summary>Whether there is a score to explain.</summary>
    public bool IsExplainable => !double.IsNaN(RawScore);

    /// <summary>The day of the expected next purchase, halves of a day rounded up.</summary>
    /// <param name="asOf">The as-of date behind the prediction.</param>
    /// <returns>Null when the model does not say, or when it is more than 3650 days away, which is no date to plan with.</returns>
    public DateOnly? NextPurchaseDate(DateOnly asOf) =>
        DaysToNextPurchase is >= 0 and <= LongestWaitDays
            ? asOf.AddDays((int)Math.Round(DaysToNextPurchase, MidpointRounding.AwayFromZero))
            : null;
}
