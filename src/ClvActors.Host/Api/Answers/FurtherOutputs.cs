using System.Text.Json.Serialization;
using ClvActors.Domain.Scoring;

namespace ClvActors.Host.Api.Answers;

/// <summary>What stands beside a predicted value; each is absent unless the bundle says it.</summary>
public abstract record FurtherOutputs
{
    /// <summary>Takes over what a prediction holds.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="intervalLevel">Level of its interval; NaN without intervals.</param>
    /// <param name="nextOrderDate">Day of the expected next purchase, or null.</param>
    protected FurtherOutputs(in Prediction prediction, double intervalLevel, DateOnly? nextOrderDate)
    {
        bool hasInterval = double.IsFinite(prediction.IntervalLow) && double.IsFinite(prediction.IntervalHigh) && double.IsFinite(intervalLevel);
        PredictionInterval = hasInterval ? new PredictionInterval(prediction.IntervalLow, prediction.IntervalHigh, intervalLevel) : null;
        PAlive = Present(prediction.ProbabilityAlive);
        ExpectedPurchases30d = Present(prediction.ExpectedPurchases30);
        ExpectedSpend30d = Present(prediction.ExpectedSpend30);
        PurchaseProbability30d = Present(prediction.PurchaseProbability30);
        NextOrderDate = nextOrderDate;
    }

    /// <summary>Prediction interval of the spend over the horizon.</summary>
    public PredictionInterval? PredictionInterval { get; }

    /// <summary>Probability that the customer will ever buy again.</summary>
    public double? PAlive { get; }

    /// <summary>Expected purchases within 30 days of the as-of date.</summary>
    [JsonPropertyName("expected_purchases_30d")]
    public double? ExpectedPurchases30d { get; }

    /// <summary>Expected spend within 30 days of the as-of date.</summary>
    [JsonPropertyName("expected_spend_30d")]
    public double? ExpectedSpend30d { get; }

    /// <summary>Probability of a purchase within 30 days of the as-of date.</summary>
    [JsonPropertyName("purchase_probability_30d")]
    public double? PurchaseProbability30d { get; }

    /// <summary>Day of the expected next purchase; absent also when it is more than 3650 days away.</summary>
    public DateOnly? NextOrderDate { get; }

    /// <summary>A number as answers show it: what is not finite does not exist.</summary>
    protected static double? Present(double value) => double.IsFinite(value) ? value : null;
}
